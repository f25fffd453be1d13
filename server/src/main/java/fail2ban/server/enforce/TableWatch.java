package fail2ban.server.enforce;

import fail2ban.server.enforce.Spawn.Streams;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/**
 * Hears from {@code nft monitor} when a table of the firewall goes, as with {@code nft flush
 * ruleset} or a reload of the firewall's own service. It begins with the first ban in such a table;
 * once it has ended, whoever ended it, it stays so, and what is gone is noticed by the next command
 * that fails.
 *
 * <p>Safe on any thread; one thread of its own waits in the kernel.
 */
final class TableWatch implements AutoCloseable {

  /**
   * The monitor does not read its input, so it would survive a server that was killed: a shell does
   * that for it, and ends the group of both with the first end that it meets.
   */
  private static final String SCRIPT =
      "(LC_ALL=C nft monitor destroy tables </dev/null; kill -KILL 0) & read -r _; kill -KILL 0";

  private static final int BUFFER = 65_536;
  private static final int FOREVER = -1;

  private final Shell shell;
  private final ThreadFactory threads;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Optional<OutputPipe> leash = Optional.empty();
  private volatile boolean begun;

  TableWatch(Shell shell, ThreadFactory threads) {
    this.shell = shell;
    this.threads = threads;
  }

  /** Returns what ends it. */
  Runnable tell(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Does nothing if it has begun before. */
  void begin() {
    if (!begun) {
      start();
    }
  }

  private synchronized void start() {
    if (begun) {
      return;
    }
    begun = true;
    Optional<OutputPipe> input = OutputPipe.open();
    Optional<OutputPipe> news = OutputPipe.open();
    if (input.isPresent() && news.isPresent() && started(input.get(), news.get())) {
      leash = input;
    } else {
      input.ifPresent(OutputPipe::close);
      news.ifPresent(OutputPipe::close);
    }
  }

  private boolean started(OutputPipe input, OutputPipe news) {
    var streams = new Streams(input.readEnd(), news.writeEnd(), news.writeEnd());
    if (shell.start(SCRIPT, List.of(), streams).errno() != 0) {
      return false;
    }
    input.closeReadEnd();
    news.closeWriteEnd();
    threads.newThread(() -> listen(news)).start();
    return true;
  }

  private void listen(OutputPipe news) {
    try (Arena arena = Arena.ofConfined()) {
      var waiting = new PollSet(1, arena);
      MemorySegment buffer = arena.allocate(BUFFER);
      while (news.readEnd() != OutputPipe.CLOSED) {
        waiting.poll(FOREVER, news.readEnd());
        if (tellsOfLoss(new String(news.take(buffer), StandardCharsets.UTF_8))) {
          listeners.forEach(Runnable::run);
        }
      }
    }
  }

  /** {@code delete table inet f2b-table}, or that it could not keep up. */
  private static boolean tellsOfLoss(String news) {
    return news.contains("delete table") || news.contains("lost");
  }

  @Override
  public synchronized void close() {
    begun = true;
    leash.ifPresent(OutputPipe::closeWriteEnd);
    leash = Optional.empty();
  }
}
