package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same address is banned again and again, here and by the installed Python program: the same
 * ban times, rows and messages.
 */
class SameBanTimesTest {

  private static final String OFFENDER = "192.0.2.7";
  private static final int BANS = 6;

  /** Between two bans so much time is made to pass that no ban is in force. */
  private static final long A_LONG_TIME = 100_000_000;

  /** The one whose result depends on the others comes first. */
  private static final String OVERALL = "overall";

  private static final Map<String, Map<String, String>> JAILS = new LinkedHashMap<>();

  static {
    JAILS.put(OVERALL, Map.of("overalljails", "true", "maxtime", "5d"));
    JAILS.put("doubling", Map.of());
    JAILS.put("factor", Map.of("factor", "4.0/3"));
    JAILS.put("multipliers", Map.of("multipliers", "1 2 4 16", "factor", "2"));
    JAILS.put("capped", Map.of("maxtime", "1h"));
    JAILS.put("shorter", Map.of("maxtime", "5m"));
    JAILS.put(
        "shifted",
        Map.of("formula", "ban.Time * (1<<(ban.Count if ban.Count<20 else 20)) * banFactor"));
    JAILS.put(
        "exponential",
        Map.of(
            "formula",
            "ban.Time * math.exp(float(ban.Count+1)*banFactor)/math.exp(1*banFactor)",
            "factor",
            "0.5"));
    JAILS.put("failing", Map.of("formula", "ban.Time / (ban.Count - 3)"));
  }

  @TempDir Path folder;
  private Path theirs;

  @BeforeEach
  void configure() throws Exception {
    theirs = Files.createDirectories(folder.resolve("python"));
    Files.writeString(theirs.resolve("empty.log"), "");
    var jails = new StringBuilder();
    JAILS.forEach((name, options) -> {
      jails.append(
          """
          [%s]
          enabled = true
          backend = polling
          filter = f
          action = none
          logpath = %s/empty.log
          bantime = 10m
          bantime.increment = true
          """
              .formatted(name, theirs));
      options.forEach((option, value) -> jails.append("bantime." + option + " = " + value + "\n"));
    });
    PythonServer.configure(theirs, jails.toString());
  }

  @Test
  void sixBansOfOneAddressAreTheSame() throws Exception {
    for (int round = 1; round <= BANS; round++) {
      try (PythonServer python = PythonServer.start(theirs);
          ServerFixture ours = new ServerFixture(folder)) {
        configure(ours);
        banOverall(ours, python, round);
        banElsewhere(ours, python, round);
        awaitBothLogs(ours, python);
        assertThat(messages(ours.logged())).isEqualTo(messages(python.logged()));
      }
      letTimePass(folder.resolve("test.sqlite3"));
      letTimePass(theirs.resolve("f.sqlite3"));
      Files.delete(folder.resolve("fail2ban.log"));
    }
    Map<String, List<String>> expected = rows(theirs.resolve("f.sqlite3"), "bans");
    assertThat(rows(folder.resolve("test.sqlite3"), "bans")).isEqualTo(expected);
    assertThat(rows(folder.resolve("test.sqlite3"), "bips"))
        .isEqualTo(rows(theirs.resolve("f.sqlite3"), "bips"));
    assertThat(expected.get("doubling"))
        .extracting(row -> row.substring(0, row.indexOf(' ')))
        .containsExactly("600", "1200", "2400", "4800", "9600", "19200");
  }

  private static void configure(ServerFixture ours) {
    assertThat(ours.tell("set", "dbfile", ours.database().toString())).doesNotStartWith("!");
    JAILS.forEach((name, options) -> {
      Stream.of(
              List.of("add", name, "polling"),
              List.of("set", name, "bantime", "10m"),
              List.of("set", name, "bantime.increment", "true"))
          .forEach(words -> accepted(ours, words));
      options.forEach(
          (option, value) -> accepted(ours, List.of("set", name, "bantime." + option, value)));
      accepted(ours, List.of("start", name));
    });
  }

  private static void accepted(ServerFixture ours, List<String> words) {
    assertThat(ours.tell(words.toArray(String[]::new))).as("%s", words).doesNotStartWith("!");
  }

  private void banOverall(ServerFixture ours, PythonServer python, int round) throws Exception {
    python.ask(List.of(ban(OVERALL)));
    awaitRows(round, 1);
    accepted(ours, List.of("set", OVERALL, "banip", OFFENDER));
  }

  private void banElsewhere(ServerFixture ours, PythonServer python, int round) throws Exception {
    var others = new ArrayList<>(JAILS.keySet());
    others.remove(OVERALL);
    python.ask(others.stream().map(SameBanTimesTest::ban).toList());
    awaitRows(round, JAILS.size());
    for (String jail : others) {
      accepted(ours, List.of("set", jail, "banip", OFFENDER));
    }
  }

  private static String ban(String jail) {
    return "['set', '%s', 'banip', '%s']".formatted(jail, OFFENDER);
  }

  /** The Python program writes when it comes to it. */
  private void awaitRows(int round, int jails) throws Exception {
    int expected = (round - 1) * JAILS.size() + jails;
    for (int attempt = 0; ; attempt++) {
      int found =
          rows(theirs.resolve("f.sqlite3"), "bans").values().stream().mapToInt(List::size).sum();
      if (found == expected) {
        return;
      }
      assertThat(attempt).as("%d of %d bans stored", found, expected).isLessThan(200);
      Thread.sleep(50);
    }
  }

  /** Either may still be writing; what comes too late shows in the comparison. */
  private void awaitBothLogs(ServerFixture ours, PythonServer python) throws Exception {
    for (int attempt = 0;
        attempt < 100 && !messages(ours.logged()).equals(messages(python.logged()));
        attempt++) {
      Thread.sleep(20);
    }
  }

  /** Ban time, cut to whole seconds, count and data by jail, in the order of the bans. */
  private static Map<String, List<String>> rows(Path database, String table) throws SQLException {
    var rows = new TreeMap<String, List<String>>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      ResultSet row =
          statement.executeQuery(
              "SELECT jail, CAST(bantime AS INTEGER), bancount, CAST(data AS TEXT) FROM "
                  + table
                  + " ORDER BY rowid");
      while (row.next()) {
        rows.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
            .add(
                "%d (%d) %s"
                    .formatted(row.getLong(2), row.getInt(3), row.getString(4).replace(" ", "")));
      }
    }
    return rows;
  }

  private static void letTimePass(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE bips SET timeofban = timeofban - " + A_LONG_TIME);
    }
  }

  /** What is told of bans, without times of day and without what parts of seconds look like. */
  private static Set<String> messages(String log) {
    var messages = new TreeSet<String>();
    for (String line : log.lines().toList()) {
      if (line.contains("[factor]") || line.contains("[exponential]")) {
        continue;
      }
      int from = line.indexOf(": ");
      if (line.contains(" is bad: ") || line.contains("] Ban ") || line.contains("Increase Ban")) {
        messages.add(
            line.substring(from)
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}", "TIME")
                .replaceAll("^: ", ""));
      }
    }
    return messages;
  }
}
