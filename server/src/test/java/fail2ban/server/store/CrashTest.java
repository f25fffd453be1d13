package fail2ban.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that commits is killed with SIGKILL; the file it leaves is looked at. */
final class CrashTest {

  @TempDir Path folder;

  @Test
  void afterAKillEveryAcknowledgedCommitIsThereAndNoneByHalf() throws Exception {
    killRounds(5, new Random(42));
  }

  @Test
  @Tag("long")
  void afterTwoHundredKillsToo() throws Exception {
    killRounds(200, new Random());
  }

  private void killRounds(int rounds, Random random) throws Exception {
    Path file = folder.resolve("f.sqlite3");
    List<Integer> next = List.of(1, 1, 1);
    for (int round = 0; round < rounds; round++) {
      Map<String, Integer> acknowledged = commitUntilKilled(file, next, 1 + random.nextInt(600));
      try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        check(database, acknowledged);
        next =
            List.of(
                reached(database, "a") + 1, reached(database, "b") + 1, reached(database, "c") + 1);
      }
    }
    assertThat(next.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(rounds);
  }

  /** Returns the highest acknowledged number of each jail. */
  private static Map<String, Integer> commitUntilKilled(
      Path file, List<Integer> from, int acknowledgements) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                CommitLoop.class.getName(),
                file.toString(),
                from.get(0).toString(),
                from.get(1).toString(),
                from.get(2).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isEqualTo("ready");
      Map<String, Integer> acknowledged = acknowledged(output, acknowledgements, process);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("128 + SIGKILL").isEqualTo(137);
      return acknowledged;
    }
  }

  /** Kills after so many lines, in the midst of whatever is under way, and reads what is left. */
  private static Map<String, Integer> acknowledged(
      BufferedReader output, int killAfter, Process process) throws IOException {
    var acknowledged = new HashMap<String, Integer>();
    int lines = 0;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      String[] words = line.split(" ");
      if (words.length == 2 && !words[1].isEmpty()) {
        acknowledged.merge(words[0], Integer.parseInt(words[1]), Math::max);
      }
      lines++;
      if (lines == killAfter) {
        // Unlike the process itself, its handle leaves the output to be read to its end.
        process.toHandle().destroyForcibly();
      }
    }
    return acknowledged;
  }

  private static void check(Connection database, Map<String, Integer> acknowledged)
      throws Exception {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
    for (String jail : CommitLoop.JAILS) {
      String ofJail = " WHERE jail = '" + jail + "'";
      int reached = reached(database, jail);
      assertThat(reached).isGreaterThanOrEqualTo(acknowledged.getOrDefault(jail, 0));
      if (reached > 0) {
        assertWhole(database, ofJail, reached);
      }
    }
  }

  /** Every part of the last commit is there, and nothing of a later one. */
  private static void assertWhole(Connection database, String ofJail, int reached)
      throws Exception {
    String last = ofJail + " AND ip = '" + CommitLoop.address(reached) + "'";
    String later = ofJail + " AND ip = '" + CommitLoop.address(reached + 1) + "'";
    for (String table : List.of("bans", "bips")) {
      assertThat(number(database, "SELECT count(*) FROM " + table + last)).isEqualTo(1);
      assertThat(number(database, "SELECT count(*) FROM " + table + later)).isZero();
    }
    assertThat(number(database, "SELECT count(*) FROM bans" + ofJail))
        .isEqualTo(number(database, "SELECT count(*) FROM bips" + ofJail));
    assertThat(number(database, "SELECT count(*) FROM " + TallyRows.TABLE + ofJail))
        .isLessThanOrEqualTo(CommitLoop.OPEN_TALLIES);
    assertThat(
            number(
                database, "SELECT count(*) FROM " + TallyRows.TABLE + last.replace("ip =", "id =")))
        .isEqualTo(1);
  }

  private static int reached(Connection database, String jail) throws Exception {
    return number(
        database, "SELECT ifnull(max(lastfilepos), 0) FROM logs WHERE jail = '" + jail + "'");
  }

  private static int number(Connection database, String query) throws Exception {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getInt(1);
    }
  }
}
