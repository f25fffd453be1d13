package fail2ban.server.source.notify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells nothing, only waits: for polling. Safe on any thread. */
public final class ClockOnly implements Changes {

  private final Semaphore wakes = new Semaphore(0);

  @Override
  public Watch watchFile(Path file, Listener listener) {
    return () -> {};
  }

  @Override
  public Watch watchDirectory(Path directory, Listener listener) {
    return () -> {};
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    if (wakes.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      wakes.drainPermits();
    }
  }

  @Override
  public void rest(Duration atMost) throws InterruptedException {
    await(atMost);
  }

  @Override
  public void wake() {
    wakes.release();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
