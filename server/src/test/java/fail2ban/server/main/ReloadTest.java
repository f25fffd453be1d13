package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server makes of a new configuration. */
class ReloadTest {

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
  void bansAndTalliesStay() throws Exception {
    server.tell("set", "ssh", "banip", "192.0.2.1");
    server.failures("192.0.2.2", 1);
    server.await("the tally", () -> server.tell("status", "ssh").contains("failed', 1)"));
    assertThat(reload(server.jail("ssh"))).isEqualTo("'OK'");
    assertThat(server.tell("status", "ssh"))
        .contains("('Currently failed', 1)", "'Banned IP list', ['192.0.2.1']");
    server.failures("192.0.2.2", 1);
    server.await("the ban", () -> server.logged().contains("Ban 192.0.2.2"));
  }

  @Test
  void theFilesWinOverWhatWasSetAndWhatLeftThemIsAtItsDefault() {
    server.tell("set", "ssh", "maxretry", "7");
    server.tell("set", "ssh", "findtime", "7");
    assertThat(reload(server.jail("ssh"))).isEqualTo("'OK'");
    assertThat(server.tell("get", "ssh", "maxretry")).isEqualTo("2");
    assertThat(server.tell("get", "ssh", "findtime")).isEqualTo("600");
  }

  @Test
  void aJailWhoseNewFormIsBrokenKeepsRunning() throws Exception {
    List<Value> commands = new ArrayList<>(server.jail("ssh"));
    commands.add(1, Value.words("set", "ssh", "addfailregex", "(broken"));
    commands.addAll(server.jail("web"));
    assertThat(reload(commands)).startsWith("!RegexException(");
    assertThat(server.tell("status")).contains("'ssh, web'");
    server.failures("192.0.2.2", 2);
    server.await("the ban", () -> server.logged().contains("[ssh] Ban 192.0.2.2"));
  }

  @Test
  void aJailThatTheClientCouldNotReadKeepsRunning() {
    List<Value> commands = new ArrayList<>(server.jail("web"));
    commands.add(
        Value.words("config-error", "Jail 'ssh' skipped, because of wrong configuration: x"));
    assertThat(reload(commands)).startsWith("!ValueError(").contains("keeps running as it was");
    assertThat(server.tell("status")).contains("'ssh, web'");
  }

  @Test
  void aNewJailThatTheClientCouldNotReadIsMerelyNotThere() {
    List<Value> commands = new ArrayList<>(server.jail("ssh"));
    commands.add(
        Value.words("config-error", "Jail 'new' skipped, because of wrong configuration: x"));
    assertThat(reload(commands)).isEqualTo("'OK'");
    assertThat(server.tell("status")).contains("('Jail list', 'ssh')");
  }

  @Test
  void aJailWhoseLogFilesAreMissingKeepsRunning() {
    List<Value> commands = new ArrayList<>(server.jail("web"));
    commands.add(Value.words("config-error", "Jail 'ssh' skipped, because of missing log files."));
    assertThat(reload(commands)).isEqualTo("'OK'");
    assertThat(server.tell("status")).contains("'ssh, web'");
  }

  @Test
  void aNewJailIsWhatItsPlanSays() throws Exception {
    List<Value> commands = new ArrayList<>(server.jail("ssh"));
    commands.addAll(server.jail("web"));
    assertThat(reload(commands)).isEqualTo("'OK'");
    server.failures("192.0.2.2", 2);
    server.await("the ban", () -> server.logged().contains("[web] Ban 192.0.2.2"));
  }

  @Test
  void aJailThatIsGoneStops() {
    assertThat(reload(server.jail("web"))).isEqualTo("'OK'");
    assertThat(server.tell("status")).contains("('Jail list', 'web')");
    assertThat(server.logged()).contains("Jail 'ssh' stopped");
  }

  @Test
  void aNewActionTakesUpTheBansInForce() throws Exception {
    server.tell("set", "ssh", "banip", "192.0.2.1");
    Path second = folder.resolve("second");
    List<Value> commands = new ArrayList<>(server.jail("ssh"));
    int start = commands.size() - 1;
    commands.add(start, Value.words("set", "ssh", "addaction", "second"));
    commands.add(
        start + 1,
        Value.words("set", "ssh", "action", "second", "actionban", "echo <ip> >>" + second));
    assertThat(reload(commands)).isEqualTo("'OK'");
    server.await("the new action", () -> server.text(second).equals("192.0.2.1\n"));
    assertThat(server.text(server.notes("ssh"))).isEqualTo("ban 192.0.2.1\n");
  }

  @Test
  void anActionThatIsGoneLiftsItsBans() throws Exception {
    server.tell("set", "ssh", "banip", "192.0.2.1");
    List<Value> commands =
        server.jail("ssh").stream().filter(it -> !it.toString().contains("action")).toList();
    assertThat(reload(commands)).isEqualTo("'OK'");
    server.await("the end", () -> server.text(server.notes("ssh")).endsWith("unban 192.0.2.1\n"));
    assertThat(server.tell("get", "ssh", "banned")).isEqualTo("['192.0.2.1']");
  }

  @Test
  void anUnknownJailCannotBeReloadedUnlessThatIsAllowed() {
    var stream = ServerFixture.stream();
    assertThat(
            server.tell(Value.list(Value.text("reload"), Value.text("web"), Value.list(), stream)))
        .isEqualTo("!UnknownJailException('web')");
    assertThat(
            server.tell(
                Value.list(
                    Value.text("reload"), Value.text("web"), Value.words("--if-exists"), stream)))
        .isEqualTo("'OK'");
  }

  @Test
  void atTheStartABrokenJailDoesNotStopTheOthers() {
    List<Value> commands = new ArrayList<>();
    commands.add(Value.words("add", "bad", "auto"));
    commands.add(Value.words("set", "bad", "addfailregex", "(broken"));
    commands.add(Value.words("set", "bad", "maxretry", "1"));
    commands.addAll(server.jail("web"));
    commands.add(Value.words("start", "bad"));
    assertThat(server.tell(Value.list(Value.text("server-stream"), new Value.Sequence(commands))))
        .startsWith("!RegexException(");
    assertThat(server.tell("status")).contains("'ssh, web'");
  }

  private String reload(List<Value> commands) {
    return server.reload(commands.toArray(Value[]::new));
  }
}
