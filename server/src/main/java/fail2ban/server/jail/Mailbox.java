package fail2ban.server.jail;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What others want of a jail's thread: letters, which are run in order, and the word that a source
 * has something to read, which is kept once however often it is said.
 *
 * <p>Bounded: whoever posts a letter to a full box waits. Any thread may post; only the jail's
 * thread takes.
 */
final class Mailbox {

  private static final int CAPACITY = 1024;
  private static final long PATIENCE_MILLIS = 100;

  private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicBoolean readable = new AtomicBoolean();
  private volatile boolean closed;

  /** False, and the letter is not taken, once the box is closed. */
  boolean post(Runnable letter) throws InterruptedException {
    while (!closed) {
      if (letters.offer(letter, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return !closed || !letters.remove(letter);
      }
    }
    return false;
  }

  /** Nobody takes letters any more. Letters still waiting are run by this call. */
  void close() {
    closed = true;
    for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
      letter.run();
    }
  }

  /** Never waits: a full box has the thread awake anyway. */
  void signalReadable() {
    if (readable.compareAndSet(false, true)) {
      letters.offer(Mailbox::wake);
    }
  }

  /** The next letter, or null if none comes in time. */
  @Nullable Runnable take(Duration patience) throws InterruptedException {
    return letters.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Nullable Runnable takeWaiting() {
    return letters.poll();
  }

  /** True once after {@link #signalReadable} was called. */
  boolean takeReadable() {
    return readable.compareAndSet(true, false);
  }

  /** The letter that says nothing: that it arrives is enough. */
  private static void wake() {}
}
