package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal through the program {@code journalctl}, for systems without the library: first
 * all that is there, then, if it is to follow, what comes. A program that ends is started again.
 *
 * <p>Entries are parsed on a thread of its own, which waits while many are not taken.
 */
final class CommandReader implements JournalReader {

  private static final int WAITING_ENTRIES = 64;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final JournalctlCommand command;
  private final TextEncoding encoding;
  private final boolean follow;
  private final Runnable onNews;
  private final BlockingQueue<ExportStream.Item> waiting =
      new ArrayBlockingQueue<>(WAITING_ENTRIES);
  private final Thread thread;
  private volatile @Nullable Process program;
  private volatile boolean allThere;
  private volatile boolean closed;
  private JournalStart start;
  private Optional<ExportStream.Item> last = Optional.empty();
  private boolean caughtUp;

  /**
   * Starts the program.
   *
   * @param follow false: the end of what is there now is the end
   * @param onNews called when there is something to read, and when all that was there is read
   */
  CommandReader(
      JournalctlCommand command,
      JournalStart start,
      TextEncoding encoding,
      boolean follow,
      Runnable onNews,
      ThreadFactory threads) {
    this.command = command;
    this.start = start;
    this.encoding = encoding;
    this.follow = follow;
    this.onNews = onNews;
    this.thread = threads.newThread(this::run);
    this.thread.start();
  }

  private void run() {
    try {
      while (!closed && !(readAll(false) || !follow)) {
        Thread.sleep(PAUSE);
      }
      allThere = true;
      onNews.run();
      while (!closed && follow) {
        var _ = readAll(true);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads to the end of what the program writes; false if it failed. */
  private boolean readAll(boolean following) throws InterruptedException {
    try {
      Process running = command.start(start, following);
      program = running;
      if (closed) {
        running.destroy();
      }
      var entries = new ExportStream(running.getInputStream(), encoding);
      for (var item = entries.next(); item.isPresent(); item = entries.next()) {
        pass(item.get());
      }
      return running.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private void pass(ExportStream.Item item) throws InterruptedException {
    boolean known =
        start instanceof JournalStart.After(JournalPosition position)
            && position.cursor().isEmpty()
            && !item.entry().time().isAfter(position.time());
    if (!known) {
      waiting.put(item);
      start = new JournalStart.After(new JournalPosition(item.entry().time(), item.cursor()));
      onNews.run();
    }
  }

  @Override
  public Optional<JournalEntry> next() throws IOException {
    boolean end = allThere;
    ExportStream.Item item = follow || end ? waiting.poll() : awaited();
    if (item == null) {
      caughtUp = end || !follow;
      return Optional.empty();
    }
    caughtUp = false;
    last = Optional.of(item);
    return Optional.of(item.entry());
  }

  /** For whoever reads to the end: waits for the entry, or for the end. */
  private ExportStream.@Nullable Item awaited() throws IOException {
    try {
      while (thread.isAlive()) {
        ExportStream.Item item = waiting.poll(10, java.util.concurrent.TimeUnit.MILLISECONDS);
        if (item != null) {
          return item;
        }
      }
      return waiting.poll();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  @Override
  public boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public Optional<JournalPosition> position() {
    return last.map(item -> new JournalPosition(item.entry().time(), item.cursor()));
  }

  @Override
  public Optional<Instant> received() {
    return last.map(ExportStream.Item::received);
  }

  @Override
  public void close() {
    closed = true;
    Process running = program;
    if (running != null) {
      running.destroy();
    }
    thread.interrupt();
  }
}
