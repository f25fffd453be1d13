package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.await;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;
import static fail2ban.server.store.Fixtures.tally;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.value.Value;
import fail2ban.server.store.Fixtures.RecordedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One database in turns: the installed Python program writes it, we do, and it again. */
final class Fail2banInteropTest {

  private static final RestoreRule HOUR = RestoreRule.plain(new BanTime(3600));

  @TempDir Path folder;
  private Path file;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final RecordedLog log = new RecordedLog();

  @BeforeEach
  void configure() throws Exception {
    assertThat(Path.of("/usr/bin/fail2ban-server"))
        .as("the Python program, to share a database with")
        .isExecutable();
    file = folder.resolve("f.sqlite3");
    Files.createDirectories(folder.resolve("filter.d"));
    Files.writeString(
        folder.resolve("fail2ban.conf"),
        """
        [Definition]
        loglevel = INFO
        logtarget = %1$s/fail2ban.log
        syslogsocket = auto
        socket = %1$s/sock
        pidfile = %1$s/pid
        dbfile = %1$s/f.sqlite3
        dbmaxmatches = 10
        dbpurgeage = 1d
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("jail.conf"),
        """
        [sshd]
        enabled = true
        backend = polling
        filter = f
        logpath = %s/auth.log
        maxretry = 2
        bantime = 1h
        findtime = 10m
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("filter.d/f.conf"),
        "[Definition]\nfailregex = ^ fail from <HOST> user <F-USER>\\S+</F-USER>\n");
    Files.writeString(folder.resolve("auth.log"), "");
  }

  @Test
  void eitherProgramGoesOnWhereTheOtherStopped() throws Exception {
    try (var python = new Python()) {
      python.client("set", "sshd", "banip", "192.0.2.1");
      fail("192.0.2.2", 2);
      python.awaitBanned("192.0.2.1");
      python.awaitBanned("192.0.2.2");
    }

    try (Store store = open()) {
      await(store.enable("sshd"));
      JailMemory memory = await(store.restore("sshd", HOUR, now));
      assertThat(memory.bans()).extracting(Ban::id).contains(id("192.0.2.1"), id("192.0.2.2"));
      Ban logged = only(memory.bans(), id("192.0.2.2"));
      assertThat(logged.attempts()).isEqualTo(2);
      assertThat(logged.matches()).hasSize(2);
      assertThat(logged.matches().getFirst().text()).endsWith("fail from 192.0.2.2 user jöe");
      assertThat(logged.groups()).containsEntry("user", Value.text("jöe"));
      String path = folder + "/auth.log";
      assertThat(memory.positions()).containsOnlyKeys(path);
      assertThat(memory.positions().values())
          .extracting(StoredPosition::offset)
          .containsExactly(Files.size(Path.of(path)));

      await(
          store.commit(
              new CommitDraft("sshd")
                  .begin(ban("192.0.2.3", now, 3000))
                  .begin(ban("2001:db8::3", now, 3000))
                  .forget(id("192.0.2.1"))
                  .count(tally("192.0.2.4", now, 1))
                  .commit()));
    }

    try (var python = new Python()) {
      python.awaitBanned("192.0.2.3");
      python.awaitBanned("2001:db8::3");
      assertThat(python.client("get", "sshd", "banip"))
          .contains("192.0.2.2")
          .doesNotContain("192.0.2.1");
      assertThat(Files.readString(folder.resolve("fail2ban.log")))
          .contains("[sshd] Restore Ban 192.0.2.3")
          .doesNotContain("[sshd] Found 192.0.2.3");
    }
    assertThat(Files.readString(folder.resolve("fail2ban.log"))).doesNotContain("ERROR");

    try (Store store = open()) {
      JailMemory memory = await(store.restore("sshd", HOUR, now));
      assertThat(memory.bans()).hasSize(3);
      assertThat(memory.tallies()).extracting(tally -> tally.id()).containsExactly(id("192.0.2.4"));
      assertThat(Fixtures.history(store, id("192.0.2.3"), Optional.empty()))
          .contains(new BanHistory(1, now, new BanTime(3000)));
    }
    assertThat(log.lines).noneMatch(line -> line.startsWith("ERROR"));
  }

  /** Ours and theirs make the same rows out of an older file. */
  @Test
  void bothProgramsUpgradeAnOldFileAlike() throws Exception {
    UpgradeTest.write(file, 2);
    Path copy = folder.resolve("copy.sqlite3");
    Files.copy(file, copy);
    new Python().close();
    DatabaseStore.open(copy.toString(), StoreLimits.STOCK, log, InstantSource.system(), Thread::new)
        .close();
    assertThat(rows(copy)).isEqualTo(rows(file));
  }

  private static List<String> rows(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.createStatement().execute(TallyRows.CREATE);
      return MemoryDatabase.dump(connection).stream()
          .filter(row -> row.startsWith("ba") || row.startsWith("bi"))
          .toList();
    }
  }

  private Store open() throws UnusableDatabaseException {
    return DatabaseStore.open(
        file.toString(), StoreLimits.STOCK, log, InstantSource.system(), Thread::new);
  }

  private static Ban only(List<Ban> bans, FailureId id) {
    return bans.stream().filter(ban -> ban.id().equals(id)).findFirst().orElseThrow();
  }

  private void fail(String id, int times) throws Exception {
    var lines = new StringBuilder();
    String date =
        java.time.LocalDateTime.now(java.time.ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    for (int time = 0; time < times; time++) {
      lines.append(date.replace('T', ' ')).append(" fail from ").append(id).append(" user jöe\n");
    }
    Files.writeString(folder.resolve("auth.log"), lines, java.nio.file.StandardOpenOption.APPEND);
  }

  /** The installed program, from start to stop. */
  private final class Python implements AutoCloseable {

    private final Process server;

    Python() throws Exception {
      server = command("fail2ban-server", "-f", "start");
      for (int attempt = 0; !client("ping").contains("pong"); attempt++) {
        assertThat(attempt).as("attempts to reach the server").isLessThan(100);
        Thread.sleep(50);
      }
      client("status", "sshd");
    }

    private Process command(String program, String... words) throws IOException {
      var line = new ArrayList<>(List.of(program, "-c", folder.toString()));
      line.addAll(List.of("-s", folder + "/sock", "-p", folder + "/pid"));
      line.addAll(List.of(words));
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(
              words[0].equals("-f")
                  ? ProcessBuilder.Redirect.DISCARD
                  : ProcessBuilder.Redirect.PIPE)
          .start();
    }

    String client(String... words) throws IOException {
      Process client = command("fail2ban-client", words);
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      client.onExit().join();
      return output;
    }

    void awaitBanned(String id) throws Exception {
      for (int attempt = 0; !client("get", "sshd", "banip").contains(id); attempt++) {
        assertThat(attempt).as("attempts to see %s banned", id).isLessThan(60);
        Thread.sleep(50);
      }
    }

    @Override
    public void close() throws IOException {
      client("stop");
      try {
        server.onExit().orTimeout(15, TimeUnit.SECONDS).join();
      } finally {
        server.destroyForcibly();
      }
    }
  }
}
