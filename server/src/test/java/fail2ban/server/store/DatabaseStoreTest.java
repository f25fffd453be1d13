package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.CLOCK;
import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.await;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;
import static fail2ban.server.store.Fixtures.tally;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.BanTime;
import fail2ban.server.store.Fixtures.RecordedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseStoreTest {

  private static final RestoreRule HOUR = RestoreRule.plain(new BanTime(3600));

  @TempDir Path folder;
  private final RecordedLog log = new RecordedLog();

  private DatabaseStore open() throws UnusableDatabaseException {
    return open(folder.resolve("f.sqlite3").toString());
  }

  private DatabaseStore open(String file) throws UnusableDatabaseException {
    return DatabaseStore.open(file, StoreLimits.STOCK, log, CLOCK, Thread::new);
  }

  @Test
  void whatWasCommittedTogetherComesBackTogether() throws Exception {
    var position = new StoredPosition("/var/log/auth.log", "ab12", 4711);
    try (Store store = open()) {
      await(store.enable("sshd"));
      assertThat(
              await(
                  store.commit(
                      new CommitDraft("sshd")
                          .begin(ban("192.0.2.7", NOW, 600))
                          .count(tally("2001:db8::1", NOW, 2))
                          .reach(position)
                          .commit())))
          .isEqualTo(CommitOutcome.COMMITTED);
    }
    try (Store store = open()) {
      JailMemory memory = await(store.restore("sshd", HOUR, NOW.plusSeconds(1)));
      Ban stored = ban("192.0.2.7", NOW, 600);
      assertThat(memory.bans())
          .containsExactly(
              new Ban(
                  stored.id(),
                  stored.start(),
                  stored.banTime(),
                  1,
                  3,
                  stored.matches(),
                  stored.groups(),
                  true));
      assertThat(memory.tallies()).containsExactly(tally("2001:db8::1", NOW, 2));
      assertThat(memory.positions()).containsOnly(java.util.Map.entry(position.path(), position));
    }
  }

  @Test
  void aPositionThatWasOnlyReachedIsStoredSoonAndAtTheEnd() throws Exception {
    String file = folder.resolve("f.sqlite3").toString();
    var atLast = new StoredPosition("/var/log/auth.log", "ab12", 4712);
    var soon = new DatabaseStore.Patience(ofSeconds(1), ofSeconds(2), Duration.ofMillis(10));
    try (Store store = DatabaseStore.open(file, StoreLimits.STOCK, soon, log, CLOCK, Thread::new)) {
      await(store.enable("sshd"));
      store.reached("sshd", new StoredPosition(atLast.path(), "ab12", 4711));
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        long offset = -1;
        for (long end = System.nanoTime() + ofSeconds(10).toNanos();
            offset != 4711 && System.nanoTime() < end; ) {
          try (var rows = other.createStatement().executeQuery("SELECT lastfilepos FROM logs")) {
            offset = rows.next() ? rows.getLong(1) : -1;
          }
        }
        assertThat(offset).isEqualTo(4711);
      }
    }
    try (Store store = open(file)) {
      store.reached("sshd", atLast);
    }
    try (Store store = open(file)) {
      assertThat(await(store.restore("sshd", HOUR, NOW)).positions().values())
          .containsExactly(atLast);
    }
  }

  @Test
  void aJailThatWasNotStoppedIsAbandonedUntilItIsTakenUp() throws Exception {
    try (Store store = open()) {
      await(store.enable("stopped"));
      await(store.enable("killed"));
      await(store.enable("killed, then gone"));
      assertThat(await(store.restore("killed", HOUR, NOW)).abandoned()).isFalse();
      await(store.disable("stopped"));
    }
    try (Store store = open()) {
      // killed once more, before it had come to the other jails
      await(store.enable("stopped"));
      assertThat(await(store.restore("stopped", HOUR, NOW)).abandoned()).isFalse();
      await(store.disable("stopped"));
    }
    try (Store store = open()) {
      await(store.enable("killed"));
      assertThat(await(store.restore("killed", HOUR, NOW)).abandoned()).isTrue();
      assertThat(await(store.restore("killed", HOUR, NOW)).abandoned()).isFalse();
      await(store.disable("killed"));
    }
    try (Store store = open()) {
      assertThat(await(store.restore("killed", HOUR, NOW)).abandoned()).isFalse();
      assertThat(await(store.restore("killed, then gone", HOUR, NOW)).abandoned()).isTrue();
    }
  }

  @Test
  void oneJailsMemoryIsNotAnothers() throws Exception {
    try (Store store = open(":memory:")) {
      await(store.commit(new CommitDraft("a").begin(ban("192.0.2.7", NOW, 600)).commit()));
      assertThat(await(store.restore("b", HOUR, NOW))).isEqualTo(JailMemory.EMPTY);
    }
  }

  @Test
  void aForgottenOffenderHasNoHistory() throws Exception {
    try (Store store = open(":memory:")) {
      await(store.commit(new CommitDraft("a").begin(ban("192.0.2.7", NOW, 600)).commit()));
      assertThat(Fixtures.history(store, id("192.0.2.7"), Optional.of("a")))
          .contains(new BanHistory(1, NOW, new BanTime(600)));
      await(store.commit(new CommitDraft("a").forget(id("192.0.2.7")).commit()));
      assertThat(Fixtures.history(store, id("192.0.2.7"), Optional.empty())).isEmpty();
    }
  }

  @Test
  void onlyTheOwnerCanReadTheFile() throws Exception {
    try (Store store = open()) {
      await(store.enable("a"));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("f.sqlite3"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void purgingKeepsWhatIsYoungOrInForce() throws Exception {
    var store = open(":memory:");
    var old = NOW.minus(Duration.ofDays(3));
    await(
        store.commit(
            new CommitDraft("a")
                .begin(ban("192.0.2.1", old, 600))
                .begin(ban("192.0.2.2", old, -1))
                .begin(ban("192.0.2.3", NOW, 600))
                .commit()));
    await(store.purge(NOW));
    assertThat(Fixtures.history(store, id("192.0.2.1"), Optional.empty())).isEmpty();
    assertThat(Fixtures.history(store, id("192.0.2.2"), Optional.empty())).isPresent();
    assertThat(Fixtures.history(store, id("192.0.2.3"), Optional.empty())).isPresent();
    store.close();
  }
}
