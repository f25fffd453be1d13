package fail2ban.server.dns;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs each task in a thread of its own, but only so many at a time; the others wait in a queue.
 * Whoever is done, or has failed, makes room for the next.
 *
 * <p>Safe on any thread.
 */
final class BoundedThreads implements Executor {

  private final ThreadFactory threads;
  private final int atOnce;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;

  BoundedThreads(ThreadFactory threads, int atOnce) {
    this.threads = threads;
    this.atOnce = atOnce;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (running == atOnce) {
        waiting.add(task);
        return;
      }
      running++;
    } finally {
      lock.unlock();
    }
    threads.newThread(() -> work(task)).start();
  }

  private void work(Runnable task) {
    try {
      task.run();
    } finally {
      next().ifPresent(next -> threads.newThread(() -> work(next)).start());
    }
  }

  private Optional<Runnable> next() {
    lock.lock();
    try {
      Optional<Runnable> next = Optional.ofNullable(waiting.poll());
      if (next.isEmpty()) {
        running--;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
