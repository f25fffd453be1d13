package fail2ban.server.page.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs each request on a thread of its own, and interrupts it when its time is over. What it waits
 * for then, a byte to come or to go, ends with the connection. So neither who sends a request byte
 * by byte nor who does not take his answer keeps anything for long.
 *
 * <p>Safe on any thread; looks at the clock on one of its own.
 */
final class Deadlines implements Executor, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Longer than any stream lasts. */
  private static final Duration LONG = Duration.ofHours(1);

  private final ThreadFactory threads;
  private final WebServer.Patience patience;
  private final Map<Thread, Long> ends = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param threads makes threads that only wait
   */
  Deadlines(ThreadFactory threads, WebServer.Patience patience) {
    this.threads = threads;
    this.patience = patience;
    threads.newThread(this::watch).start();
  }

  @Override
  public void execute(Runnable request) {
    threads.newThread(() -> timed(request)).start();
  }

  private void timed(Runnable request) {
    grant(patience.arrival());
    try {
      request.run();
    } finally {
      ends.remove(Thread.currentThread());
    }
  }

  /** The calling request has arrived. */
  void toAnswer() {
    grant(patience.answer());
  }

  /** Something is to go to the reader of the calling request's stream. */
  void toSend() {
    grant(patience.stream());
  }

  /** It has gone; the next may be a while. */
  void sent() {
    grant(LONG);
  }

  private void grant(Duration time) {
    ends.put(Thread.currentThread(), System.nanoTime() + time.toNanos());
  }

  private void watch() {
    try {
      while (!over.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        ends.forEach((thread, end) -> {
          if (now - end > 0) {
            thread.interrupt();
          }
        });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ends.keySet().forEach(Thread::interrupt);
  }

  /** Ends all requests. */
  @Override
  public void close() {
    over.countDown();
  }
}
