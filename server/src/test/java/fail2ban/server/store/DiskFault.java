package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.CLOCK;
import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.await;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;

import fail2ban.engine.jail.BanTime;
import fail2ban.server.store.DatabaseStore.Patience;
import fail2ban.server.store.Fixtures.RecordedLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs on a small file system of its own and makes it fail; prints what became of the commits. */
final class DiskFault {

  private DiskFault() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    String file = folder.resolve("f.sqlite3").toString();
    try (Store store = open(file, new RecordedLog())) {
      require(commit(store, "192.0.2.1") instanceof CommitOutcome.Committed);
    }
    var log = new RecordedLog();
    switch (arguments[0]) {
      case "full" -> full(file, folder.resolve("ballast"), log);
      default -> readOnly(file, folder, log);
    }
    log.lines.forEach(System.out::println);
    require(log.lines.stream().filter(line -> line.startsWith("ERROR")).count() == 1);
  }

  private static Store open(String file, RecordedLog log) throws UnusableDatabaseException {
    var patience =
        new Patience(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(1));
    return DatabaseStore.open(file, StoreLimits.STOCK, patience, log, CLOCK, Thread::new);
  }

  private static void full(String file, Path ballast, RecordedLog log) throws Exception {
    try (Store store = open(file, log)) {
      fill(ballast);
      commitInVain(store);
      Files.delete(ballast);
      awaitKnown(store, "198.51.100.199");
    }
  }

  /** A server that starts on such a file system still takes its bans back. */
  private static void readOnly(String file, Path folder, RecordedLog log) throws Exception {
    mount(folder, "ro");
    try (Store store = open(file, log)) {
      JailMemory memory = await(store.restore("sshd", RestoreRule.plain(new BanTime(3600)), NOW));
      System.out.println("restored " + memory.bans().size());
      commitInVain(store);
      mount(folder, "rw");
      awaitKnown(store, "198.51.100.199");
    }
  }

  private static void commitInVain(Store store) {
    int failed = 0;
    for (int number = 0; number < 200; number++) {
      if (commit(store, "198.51.100." + number) instanceof CommitOutcome.Failed(String reason)) {
        failed++;
        if (failed == 1) {
          System.out.println("failed: " + reason);
        }
      }
    }
    require(failed > 0);
  }

  private static CommitOutcome commit(Store store, String id) {
    return await(store.commit(new CommitDraft("sshd").begin(ban(id, NOW, 600)).commit()));
  }

  private static void awaitKnown(Store store, String id) throws InterruptedException {
    for (int attempt = 0; attempt < 500; attempt++) {
      if (Fixtures.history(store, id(id), Optional.empty()).isPresent()) {
        System.out.println("stored afterwards");
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError(id + " was never stored");
  }

  private static void fill(Path ballast) {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      System.out.println("the disk is full: " + full.getMessage());
    }
  }

  private static void mount(Path folder, String mode) throws Exception {
    require(
        new ProcessBuilder("mount", "-o", "remount," + mode, folder.toString())
                .inheritIO()
                .start()
                .waitFor()
            == 0);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError();
    }
  }
}
