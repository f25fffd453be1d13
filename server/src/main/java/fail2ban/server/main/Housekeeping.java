package fail2ban.server.main;

import fail2ban.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Purges the database once an hour, the first time an hour after the start, as fail2ban does. */
final class Housekeeping implements Runnable, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Supplier<Store> store;
  private final InstantSource clock;
  private final CountDownLatch over = new CountDownLatch(1);

  Housekeeping(Supplier<Store> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (!over.await(INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
        var _ = store.get().purge(clock.instant());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
