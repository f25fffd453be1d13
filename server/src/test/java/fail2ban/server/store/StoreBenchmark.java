package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.await;
import static fail2ban.server.store.Fixtures.ban;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.jail.BanTime;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what a commit costs: {@code -Dtest=StoreBenchmark -Dtest.excludedGroups=}. */
@Tag("long")
final class StoreBenchmark {

  private static final int COUNT = 20_000;

  @TempDir Path folder;

  private Store open() throws UnusableDatabaseException {
    return DatabaseStore.open(
        folder.resolve("f.sqlite3").toString(),
        StoreLimits.STOCK,
        new Fixtures.RecordedLog(),
        InstantSource.system(),
        Thread::new);
  }

  @Test
  void commitsAreFast() throws Exception {
    try (Store store = open()) {
      oneAfterTheOther(store, 0);
      long[] nanos = oneAfterTheOther(store, COUNT);
      Arrays.sort(nanos);
      System.out.printf(
          "one at a time: p50 %.0f µs, p99 %.0f µs, most %.1f ms%n",
          nanos[COUNT / 2] / 1e3, nanos[COUNT * 99 / 100] / 1e3, nanos[COUNT - 1] / 1e6);
      long start = System.nanoTime();
      allAtOnce(store, 2 * COUNT);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("all at once: %.0f commits/s%n", COUNT / seconds);
    }
    try (Store store = open()) {
      long start = System.nanoTime();
      JailMemory memory = await(store.restore("a", RestoreRule.plain(new BanTime(3600)), NOW));
      System.out.printf(
          "restore of %d bans: %.0f ms%n", memory.bans().size(), (System.nanoTime() - start) / 1e6);
      assertThat(memory.bans()).hasSize(3 * COUNT);
    }
  }

  private static long[] oneAfterTheOther(Store store, int from) {
    var nanos = new long[COUNT];
    for (int number = 0; number < COUNT; number++) {
      JailCommit commit = commit(from + number);
      long start = System.nanoTime();
      await(store.commit(commit));
      nanos[number] = System.nanoTime() - start;
    }
    return nanos;
  }

  private static void allAtOnce(Store store, int from) {
    var stages = new ArrayList<CompletionStage<CommitOutcome>>();
    for (int number = 0; number < COUNT; number++) {
      stages.add(store.commit(commit(from + number)));
    }
    stages.forEach(Fixtures::await);
  }

  private static JailCommit commit(int number) {
    return new CommitDraft("a")
        .begin(ban(CommitLoop.address(number), NOW, 600))
        .reach(new StoredPosition("/var/log/auth.log", "ab12", number))
        .commit();
  }
}
