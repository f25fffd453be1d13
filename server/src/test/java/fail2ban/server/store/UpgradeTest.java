package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.jail.BanTime;
import fail2ban.server.store.Fixtures.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that older versions of fail2ban left. */
final class UpgradeTest {

  @TempDir Path folder;
  private final RecordedLog log = new RecordedLog();

  /** The tables as fail2ban 0.9 documents them in its changes from version to version. */
  static void write(Path file, int version) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE fail2banDb(version INTEGER)");
      sql.execute("INSERT INTO fail2banDb VALUES(" + version + ")");
      sql.execute(
          "CREATE TABLE jails(name TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL DEFAULT 1)");
      sql.execute("CREATE INDEX jails_name ON jails(name)");
      sql.execute(
          "CREATE TABLE logs(jail TEXT NOT NULL, path TEXT, firstlinemd5 TEXT,"
              + " lastfilepos INTEGER DEFAULT 0,"
              + " FOREIGN KEY(jail) REFERENCES jails(name) ON DELETE CASCADE,"
              + " UNIQUE(jail, path), UNIQUE(jail, path, firstlinemd5))");
      sql.execute("CREATE INDEX logs_path ON logs(path)");
      sql.execute(
          "CREATE TABLE bans(jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL"
              + (version >= 2 ? ", data JSON" : "")
              + ", FOREIGN KEY(jail) REFERENCES jails(name))");
      sql.execute("CREATE INDEX bans_jail_timeofban_ip ON bans(jail, timeofban)");
      sql.execute("CREATE INDEX bans_jail_ip ON bans(jail, ip)");
      sql.execute("CREATE INDEX bans_ip ON bans(ip)");
      sql.execute("INSERT INTO jails VALUES('sshd', 1)");
      sql.execute("INSERT INTO logs VALUES('sshd', '/var/log/auth.log', 'ab', 4711)");
      String data = version >= 2 ? ", '{\"matches\": [\"a line\"], \"failures\": 3}'" : "";
      for (long time : new long[] {1000, 2000}) {
        sql.execute("INSERT INTO bans VALUES('sshd', '192.0.2.7', " + time + data + ")");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anOlderFileIsBackedUpAndBroughtToTheCurrentVersion(int version) throws Exception {
    Path file = folder.resolve("f.sqlite3");
    write(file, version);
    byte[] before = Files.readAllBytes(file);
    try (Store store =
        DatabaseStore.open(file.toString(), StoreLimits.STOCK, log, CLOCK, Thread::new)) {
      var rule = RestoreRule.plain(new BanTime(600));
      JailMemory memory = Fixtures.await(store.restore("sshd", rule, Instant.ofEpochSecond(2100)));
      assertThat(memory.bans()).hasSize(1);
      assertThat(memory.bans().getFirst().banTime()).isEqualTo(new BanTime(600));
      assertThat(memory.bans().getFirst().attempts()).isEqualTo(version == 1 ? 0 : 3);
      assertThat(memory.positions()).containsOnlyKeys("/var/log/auth.log");
      assertThat(
              Fixtures.await(store.matches(Fixtures.id("192.0.2.7"), Optional.empty())).failures())
          .isEqualTo(version == 1 ? 0 : 6);
    }
    assertThat(log.lines).contains("WARNING Database updated from '" + version + "' to '4'");
    try (var files = Files.list(folder)) {
      Path backup = files.filter(path -> !path.equals(file)).findFirst().orElseThrow();
      assertThat(backup.getFileName().toString()).matches("f\\.sqlite3\\.\\d{8}-\\d{6}");
      assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    }
  }
}
