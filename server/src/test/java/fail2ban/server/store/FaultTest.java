package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.CLOCK;
import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.await;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.jail.BanTime;
import fail2ban.server.store.DatabaseStore.Patience;
import fail2ban.server.store.Fixtures.RecordedLog;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commits when the database does not work, and of the database afterwards. */
final class FaultTest {

  private static final RestoreRule HOUR = RestoreRule.plain(new BanTime(3600));
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofSeconds(1));

  @TempDir Path folder;
  private Path file;
  private final RecordedLog log = new RecordedLog();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("f.sqlite3");
  }

  private DatabaseStore open() throws UnusableDatabaseException {
    return DatabaseStore.open(file.toString(), StoreLimits.STOCK, SHORT, log, CLOCK, Thread::new);
  }

  private static CommitOutcome commit(Store store, String id) {
    return await(store.commit(new CommitDraft("sshd").begin(ban(id, NOW, 600)).commit()));
  }

  private static boolean known(Store store, String id) {
    return Fixtures.history(store, id(id), Optional.of("sshd")).isPresent();
  }

  private static void awaitKnown(Store store, String id) throws InterruptedException {
    for (int attempt = 0; attempt < 500; attempt++) {
      if (known(store, id)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError(id + " was never stored");
  }

  private Connection other() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Test
  void whatALockedFileCannotTakeIsStoredWhenTheLockIsGone() throws Exception {
    try (var store = open()) {
      commit(store, "192.0.2.1");
      try (Connection other = other();
          Statement lock = other.createStatement()) {
        lock.execute("BEGIN EXCLUSIVE");
        assertThat(commit(store, "192.0.2.2")).isInstanceOf(CommitOutcome.Failed.class);
        assertThat(commit(store, "192.0.2.3")).isInstanceOf(CommitOutcome.Failed.class);
        lock.execute("COMMIT");
      }
      awaitKnown(store, "192.0.2.2");
      awaitKnown(store, "192.0.2.3");
    }
    assertThat(log.lines).filteredOn(line -> line.startsWith("ERROR")).hasSize(1);
    assertThat(log.lines).anyMatch(line -> line.contains("locked"));
    assertThat(log.lines)
        .filteredOn(line -> line.startsWith("WARNING") && line.contains("works again"))
        .hasSize(1);
  }

  @Test
  void aFileThatCannotBeWrittenCanStillBeRead() throws Exception {
    try (var store = open()) {
      commit(store, "192.0.2.1");
      try (Connection other = other();
          Statement lock = other.createStatement()) {
        lock.execute("BEGIN IMMEDIATE");
        assertThat(commit(store, "192.0.2.2")).isInstanceOf(CommitOutcome.Failed.class);
        assertThat(await(store.restore("sshd", HOUR, NOW)).bans()).hasSize(1);
        lock.execute("COMMIT");
      }
    }
  }

  @Test
  void whatWaitsWhenTheStoreClosesIsStoredIfItCanBe() throws Exception {
    var store = open();
    try (Connection other = other();
        Statement lock = other.createStatement()) {
      lock.execute("BEGIN EXCLUSIVE");
      commit(store, "192.0.2.2");
      lock.execute("COMMIT");
    }
    store.close();
    try (var again = open()) {
      assertThat(known(again, "192.0.2.2")).isTrue();
    }
  }

  @Test
  void aFileDamagedWhileInUseIsKeptAsideAndReplaced() throws Exception {
    try (var store = open()) {
      for (int number = 0; number < 200; number++) {
        commit(store, "192.0.2." + number);
      }
      try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
        raw.write(new byte[(int) raw.length()]);
      }
      commit(store, "198.51.100.1");
      awaitKnown(store, "198.51.100.1");
    }
    assertThat(log.lines).anyMatch(line -> line.startsWith("ERROR") && line.contains("damaged"));
    assertThat(backups()).isNotEmpty();
  }

  @Test
  void aFileThatIsNoDatabaseIsKeptAsideAndReplaced() throws Exception {
    Files.writeString(
        file, "this is no database, and longer than a header of 100 bytes. ".repeat(9));
    try (var store = open()) {
      assertThat(commit(store, "192.0.2.1")).isEqualTo(CommitOutcome.COMMITTED);
    }
    assertThat(log.lines)
        .anyMatch(line -> line.startsWith("ERROR") && line.contains("damaged"))
        .contains("WARNING New database created. Version '4'");
    assertThat(backups()).hasSize(1);
    assertThat(Files.readString(backups().getFirst())).startsWith("this is no database");
  }

  /** Pages in the middle are lost; SQLite notices when the bans are read. */
  @Test
  void whatCanStillBeReadOfADamagedFileIsKept() throws Exception {
    var draft = new CommitDraft("sshd");
    for (int number = 0; number < 3000; number++) {
      draft.begin(ban(CommitLoop.address(number), NOW, 600));
    }
    try (var store = open()) {
      await(store.enable("sshd"));
      await(store.commit(draft.commit()));
    }
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(raw.length() / 2 / 4096 * 4096);
      raw.write(new byte[8 * 4096]);
    }
    try (var store = open()) {
      JailMemory memory = await(store.restore("sshd", HOUR, NOW));
      assertThat(memory.bans()).hasSizeGreaterThan(2000);
      assertThat(commit(store, "198.51.100.1")).isEqualTo(CommitOutcome.COMMITTED);
    }
    assertThat(log.lines).anyMatch(line -> line.startsWith("ERROR") && line.contains("damaged"));
    assertThat(log.lines)
        .anyMatch(line -> line.matches("WARNING \\d{4} rows of the damaged database .*"));
    assertThat(backups()).isNotEmpty();
  }

  private java.util.List<Path> backups() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().contains(".sqlite3.2")).toList();
    }
  }

  @Test
  void aFileDeletedUnderUsIsMadeAnewWithTheJailsThatRun() throws Exception {
    try (var store = open()) {
      await(store.enable("sshd"));
      await(store.enable("nginx"));
      commit(store, "192.0.2.1");
      Files.delete(file);
      Thread.sleep(1010);
      assertThat(commit(store, "192.0.2.2")).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(known(store, "192.0.2.1")).isFalse();
    }
    assertThat(log.lines).anyMatch(line -> line.startsWith("ERROR") && line.contains("removed"));
    try (Connection other = other();
        Statement statement = other.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM jails WHERE enabled = 1")) {
      assertThat(row.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void whatIsRefusedForOneJailDoesNotHoldUpTheOthers() throws Exception {
    try (var store = open()) {
      commit(store, "192.0.2.1");
      try (Connection other = other();
          Statement statement = other.createStatement()) {
        statement.execute(
            "CREATE TRIGGER no BEFORE INSERT ON bans WHEN new.jail = 'bad'"
                + " BEGIN SELECT raise(ABORT, 'not this one'); END");
        statement.execute("BEGIN EXCLUSIVE");
        var bad = store.commit(new CommitDraft("bad").begin(ban("192.0.2.2", NOW, 600)).commit());
        var good = store.commit(new CommitDraft("sshd").begin(ban("192.0.2.3", NOW, 600)).commit());
        statement.execute("COMMIT");
        assertThat(await(bad)).isInstanceOf(CommitOutcome.Failed.class);
        await(good);
      }
      awaitKnown(store, "192.0.2.3");
      assertThat(Fixtures.history(store, id("192.0.2.2"), Optional.of("bad"))).isEmpty();
    }
    assertThat(log.lines)
        .filteredOn(line -> line.startsWith("ERROR [bad]") && line.contains("not this one"))
        .hasSize(1);
  }

  @Test
  void aLaterVersionIsNotTouched() throws Exception {
    try (Connection other = other();
        Statement statement = other.createStatement()) {
      Schema.create(statement);
      statement.execute("UPDATE fail2banDb SET version = 5");
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("version 5");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anotherProgramsDatabaseIsNotTouched() throws Exception {
    try (Connection other = other();
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE bookmarks(url TEXT)");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("some other program");
  }

  @Test
  void aPathThatCannotBeMadeIsSaidSo() {
    file = folder.resolve("missing/f.sqlite3");
    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("missing/f.sqlite3");
  }

  @Test
  void aPathMayHoldAnyCharacter() throws Exception {
    file = folder.resolve("a?b=c%20#ü.sqlite3");
    try (var store = open()) {
      assertThat(commit(store, "192.0.2.1")).isEqualTo(CommitOutcome.COMMITTED);
    }
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void garbageInARowCostsThatRowsDetailsOnly() throws Exception {
    try (var store = open()) {
      commit(store, "192.0.2.1");
      commit(store, "192.0.2.2");
      try (Connection other = other();
          Statement statement = other.createStatement()) {
        statement.execute("UPDATE bips SET data = X'FF7B' WHERE ip = '192.0.2.1'");
        statement.execute("INSERT INTO bips VALUES('x', 'sshd', 9223372036854775807, -1, 1, NULL)");
      }
      JailMemory memory = await(store.restore("sshd", RestoreRule.plain(BanTime.PERMANENT), NOW));
      assertThat(memory.bans()).hasSize(3);
      assertThat(memory.bans().getFirst().matches()).isEmpty();
      assertThat(memory.bans().get(1).matches()).hasSize(1);
    }
    assertThat(log.lines).anyMatch(line -> line.startsWith("ERROR") && line.contains("data"));
  }

  @Test
  void aClosedStoreAnswersEveryCall() throws Exception {
    var store = open();
    store.close();
    assertThat(commit(store, "192.0.2.1"))
        .isEqualTo(new CommitOutcome.Failed("the database is closed"));
    assertThat(await(store.restore("sshd", HOUR, NOW))).isEqualTo(JailMemory.EMPTY);
  }
}
