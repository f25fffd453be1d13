package fail2ban.server.main;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Has the heap collected once it has grown to twice what was alive the last time. What lives for
 * minutes, as open counts and bans do, ends as garbage where the serial collector does not look
 * before the heap has reached its limit. Looks once a minute, on a thread of its own.
 */
final class SpareMemory implements Runnable, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** So much may be garbage however little is alive. */
  static final long SLACK = 16 << 20;

  private final LongSupplier used;
  private final Runnable collection;
  private final CountDownLatch over = new CountDownLatch(1);
  private long alive;

  /**
   * @param used bytes of the heap
   * @param collection returns when the garbage is gone
   */
  SpareMemory(LongSupplier used, Runnable collection) {
    this.used = used;
    this.collection = collection;
  }

  static SpareMemory ofThisProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new SpareMemory(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  @Override
  public void run() {
    try {
      while (!over.await(INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    if (used.getAsLong() > 2 * alive + SLACK) {
      collection.run();
      alive = used.getAsLong();
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
