package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The work of the thread that notices changes: waits for them, looks at the files concerned, and
 * from time to time at all of them.
 *
 * <p>The first change after a quiet moment is passed on at once. While changes keep coming it
 * pauses between looks, so that a busy log costs a bounded number of looks a second and not one
 * each line.
 */
final class ChangeLoop implements Runnable {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(5);

  private final Changes changes;
  private final Backend backend;
  private final FollowSettings settings;
  private final Collection<FollowedFile> files;
  private final FollowLog log;
  private final Set<FollowedFile> noted = new LinkedHashSet<>();
  private Duration pause = SHORTEST_PAUSE;
  private Duration poll;
  private volatile boolean stopped;

  /**
   * @param files all that are followed, changing at any time
   */
  ChangeLoop(
      Changes changes,
      Backend backend,
      FollowSettings settings,
      Collection<FollowedFile> files,
      FollowLog log) {
    this.changes = changes;
    this.backend = backend;
    this.settings = settings;
    this.files = files;
    this.log = log;
    this.poll = settings.pollShortest();
  }

  /** A file is to be looked at. Called from within the waiting, on this thread. */
  void note(FollowedFile file) {
    noted.add(file);
  }

  void stop() {
    stopped = true;
    changes.wake();
  }

  @Override
  public void run() {
    try {
      long sweepAt = System.nanoTime();
      while (!stopped) {
        long left = sweepAt - System.nanoTime();
        if (left <= 0) {
          sweepAt = System.nanoTime() + sweep().toNanos();
        } else {
          waitForChange(Duration.ofNanos(left));
          lookAtNoted();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      changes.close();
    }
  }

  private void waitForChange(Duration atMost) throws InterruptedException {
    long before = System.nanoTime();
    changes.await(atMost);
    if (System.nanoTime() - before > pause.toNanos()) {
      pause = SHORTEST_PAUSE;
    }
  }

  private void lookAtNoted() throws InterruptedException {
    if (noted.isEmpty()) {
      return;
    }
    noted.forEach(file -> look(file, true));
    noted.clear();
    changes.rest(pause);
    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
  }

  /** Looks at all files; returns when to do so again. */
  private Duration sweep() {
    boolean found = false;
    boolean allNotified = backend == Backend.INOTIFY;
    for (FollowedFile file : files) {
      found |= look(file, false);
      allNotified &= file.notified();
    }
    if (allNotified) {
      return settings.sweep();
    }
    poll = found ? settings.pollShortest() : shorter(poll.multipliedBy(2), settings.pollLongest());
    return poll;
  }

  /** One file's trouble must not end the watching of all others. */
  private boolean look(FollowedFile file, boolean told) {
    try {
      return file.look(told);
    } catch (RuntimeException failure) {
      log.failed(file.path(), failure);
      return false;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
