package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server tells of itself: metrics and the JSON log. */
class FiguresTest {

  /** Reads by the strict parser of Prometheus' own client library; prints each sample. */
  private static final String PARSER =
      """
      import sys
      from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
      for family in parse(open(sys.argv[1]).read()):
          for s in family.samples:
              print(s.name, sorted(s.labels.items()), s.value)
      """;

  private static final Pattern METRIC = Pattern.compile("f2b_[a-z_]+");

  @TempDir Path folder;

  private ServerFixture server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerFixture(folder);
    server.jail("ssh").forEach(server::tell);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theFiguresFollowWhatHappens() throws Exception {
    server.failures("192.0.2.1", 2);
    server.failures("192.0.2.2", 1);
    server.await("the ban", () -> metrics().contains("action=\"note\",le=\"+Inf\"} 1\n"));
    server.await("the lines", () -> metrics().contains("f2b_jail_lines_total{jail=\"ssh\"} 3\n"));
    assertThat(metrics())
        .contains("f2b_up 1\n", "f2b_jail_count 1\n")
        .contains("f2b_jail_banned_current{jail=\"ssh\"} 1\n")
        .contains("f2b_jail_banned_total{jail=\"ssh\"} 1\n")
        .contains("f2b_jail_failed_current{jail=\"ssh\"} 1\n")
        .contains("f2b_jail_failed_total{jail=\"ssh\"} 3\n")
        .contains("f2b_config_jail_ban_time{jail=\"ssh\"} 600\n")
        .contains("f2b_config_jail_find_time{jail=\"ssh\"} 600\n")
        .contains("f2b_config_jail_max_retries{jail=\"ssh\"} 2\n")
        .contains("f2b_jail_line_to_ban_seconds_count{jail=\"ssh\"} 1\n")
        .containsPattern("f2b_source_lag_bytes\\{jail=\"ssh\",source=\"[^\"]+\"} 0\n")
        .endsWith("# EOF\n");
  }

  @Test
  void aBanThatIsNotEnforcedIsTold() throws Exception {
    server.tell("set", "ssh", "action", "note", "actionban", "false");
    server.tell("set", "ssh", "banip", "192.0.2.7");
    server.await("it", () -> metrics().contains("f2b_jail_unenforced_bans{jail=\"ssh\"} 1\n"));
    assertThat(metrics())
        .doesNotContain("f2b_action_failures_total{jail=\"ssh\",action=\"note\"} 0");
    server.tell("set", "ssh", "unbanip", "192.0.2.7");
    server.await("it", () -> metrics().contains("f2b_jail_unenforced_bans{jail=\"ssh\"} 0\n"));
  }

  @Test
  void aStrictParserReadsItWhateverJailsAreCalled() throws Exception {
    String hostile = "a\"b\\c\nd{}=,é";
    server.jail("plain").forEach(server::tell);
    server.tell("add", hostile, "polling");
    Path text = Files.writeString(folder.resolve("metrics"), metrics());
    assertThat(python(text, PARSER))
        .contains("f2b_jail_count [] 3")
        .contains("f2b_jail_banned_current [('jail', 'ssh')] 0")
        .contains("f2b_jail_banned_total [('jail', 'a\"b\\\\c\\nd{}=,é')] 0");
  }

  @Test
  void theTextFileIsWholeAndInTheOlderFormat() throws Exception {
    Path file = folder.resolve("fail2ban.prom");
    assertThat(server.reload(section("metrics", "textfile", file.toString()))).isEqualTo("'OK'");
    assertThat(file)
        .content()
        .contains("# TYPE f2b_jail_banned_total counter\n", "f2b_up 1\n")
        .doesNotContain("# EOF");
    assertThat(server.reload(section("metrics", "textfile", folder + "/missing/x")))
        .startsWith("!RuntimeError('[Metrics] textfile cannot be written");
  }

  @Test
  void dashboardAndAlertsUseMetricsThatThereAre() throws Exception {
    server.failures("192.0.2.1", 2);
    server.await("the ban", () -> metrics().contains("action=\"note\",le=\"+Inf\"} 1\n"));
    Path packaging = Path.of("..", "packaging");
    String dashboard = Files.readString(packaging.resolve("grafana/dashboard.json"));
    assertThat(new Gson().fromJson(dashboard, JsonObject.class).get("panels").getAsJsonArray())
        .isNotEmpty();
    String alerts = Files.readString(packaging.resolve("prometheus/alerts.yml"));
    var there = new TreeSet<String>();
    metrics().lines().filter(line -> !line.startsWith("#")).forEach(line -> there.add(name(line)));
    assertThat(there).containsAll(names(dashboard)).containsAll(names(alerts));
  }

  @Test
  void whatHappensIsAnObjectOnALine() throws Exception {
    Path file = folder.resolve("events.json");
    assertThat(server.tell(section("events", "file", file.toString()))).startsWith("'/");
    server.failures("192.0.2.1", 2);
    server.await("the ban", () -> server.text(file).contains("\"event\":\"banned\""));
    String hostile = "</script>\"\n\u0007\u202e\ud800" + "x".repeat(9000);
    server.tell("set", "ssh", "attempt", "192.0.2.9", hostile, hostile);
    server.await("it", () -> server.text(file).contains("\"id\":\"192.0.2.9\",\"since\""));
    for (String line : server.text(file).lines().toList()) {
      JsonObject event = new Gson().fromJson(line, JsonObject.class);
      assertThat(event.keySet()).contains("time", "event", "jail", "id");
      for (JsonElement match :
          event.has("matches") ? event.getAsJsonArray("matches") : List.<JsonElement>of()) {
        assertThat(match.getAsString()).hasSizeLessThanOrEqualTo(8192).doesNotContain("\ud800");
      }
    }
    assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("OTHERS");
  }

  @Test
  void afterRotationEventsGoToTheNewFile() throws Exception {
    Path file = folder.resolve("events.json");
    server.tell(section("events", "file", file.toString()));
    server.tell("set", "ssh", "banip", "192.0.2.1");
    server.await("the ban", () -> server.text(file).contains("192.0.2.1"));
    Files.move(file, folder.resolve("events.json.1"));
    server.tell("flushlogs");
    server.tell("set", "ssh", "banip", "192.0.2.2");
    server.await("the ban", () -> server.text(file).contains("192.0.2.2"));
    assertThat(server.text(file)).doesNotContain("192.0.2.1\"");
  }

  @Test
  void aFullDiskCostsEventsAndIsSaidOnce() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")));
    server.tell(section("events", "file", "/dev/full"));
    server.tell("set", "ssh", "banip", "192.0.2.1");
    server.await("the loss", () -> !metrics().contains("f2b_events_dropped_total 0\n"));
    server.tell("set", "ssh", "banip", "192.0.2.2");
    server.await("more", () -> metrics().contains("f2b_events_dropped_total 2\n"));
    server.await("bans", () -> server.text(server.notes("ssh")).contains("ban 192.0.2.2"));
    assertThat(server.logged()).containsOnlyOnce("Events cannot be written to /dev/full");
  }

  private static String name(String line) {
    return line.split("[{ ]", 2)[0];
  }

  private static List<String> names(String text) {
    return METRIC.matcher(text).results().map(result -> result.group()).toList();
  }

  private String metrics() {
    try {
      return server.answer("metrics");
    } catch (CommandFailure e) {
      throw new AssertionError(e);
    }
  }

  private static Value.Sequence section(String name, String... options) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int index = 0; index < options.length; index += 2) {
      entries.put(Value.text(options[index]), Value.text(options[index + 1]));
    }
    return new Value.Sequence(
        Arrays.asList(Value.text("set"), Value.text(name), new Value.Mapping(entries)));
  }

  private static String python(Path file, String script) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("/usr/bin/python3", "-c", script, file.toString());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assumeTrue(!said.contains("No module named 'prometheus_client'"), "needs its parser");
    assertThat(status).as(said).isZero();
    return said;
  }
}
