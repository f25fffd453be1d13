package fail2ban.server.source;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.LongStream;

/**
 * Keeps jails together that read a long file at about the same place, so that it is read, and its
 * lines are looked at, once for all of them: who is ahead waits a moment before it reads on. Who is
 * far behind is on its own, and nobody waits for it. Guarded by its file's lock.
 */
final class Pace {

  /** At most so long for each chunk: even beside a jail as slow as can be, 25 MiB a second. */
  private static final Duration PATIENCE = Duration.ofMillis(10);

  private final Condition progress;
  private final long window;
  private boolean anyoneWaits;

  /**
   * @param window bytes by which a jail can be behind and still belong to the others
   */
  Pace(Lock lock, long window) {
    this.progress = lock.newCondition();
    this.window = window;
  }

  /** Some jail has read on, or left. */
  void moved() {
    if (anyoneWaits) {
      anyoneWaits = false;
      progress.signalAll();
    }
  }

  /** Waits, without the lock, until the others have come nearer; for a moment at most. */
  void letFollow(Following following, Generation generation, Cursor mine) {
    long left = PATIENCE.toNanos();
    while (left > 0 && isAhead(following, generation, mine)) {
      anyoneWaits = true;
      try {
        left = progress.awaitNanos(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean isAhead(Following following, Generation generation, Cursor mine) {
    LongStream behind =
        following.jails().stream()
            .flatMap(jail -> jail.cursor(generation).stream())
            .mapToLong(cursor -> mine.offset() - cursor.offset());
    return behind.anyMatch(bytes -> bytes > window / 2 && bytes <= window);
  }
}
