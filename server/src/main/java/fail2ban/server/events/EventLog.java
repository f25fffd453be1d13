package fail2ban.server.events;

import fail2ban.engine.jail.Effect;
import fail2ban.engine.log.Log;
import fail2ban.server.jail.Onlooker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes what happens to a file. Those who tell never wait: what the queue does not hold is dropped
 * and counted. A file that takes nothing is complained of once, and tried again with what comes
 * next.
 */
public final class EventLog implements Onlooker, AutoCloseable {

  private static final int QUEUE = 20_000;
  private static final int AT_ONCE = 1000;
  private static final int PAUSE_MILLIS = 200;

  private final Path path;
  private final InstantSource clock;
  private final Log log;
  private final EventFile file;
  private final BlockingQueue<Happening> waiting = new ArrayBlockingQueue<>(QUEUE);
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile boolean reopen;
  private volatile boolean over;
  private boolean failing;

  private EventLog(Path path, InstantSource clock, ThreadFactory threads, Log log) {
    this.path = path;
    this.clock = clock;
    this.log = log;
    this.file = new EventFile(path);
    this.thread = threads.newThread(this::run);
  }

  /**
   * Begins to write.
   *
   * @throws IOException if the file cannot be opened
   */
  public static EventLog open(Path path, InstantSource clock, ThreadFactory threads, Log log)
      throws IOException {
    var events = new EventLog(path, clock, threads, log);
    events.file.write(List.of());
    events.thread.start();
    return events;
  }

  public Path path() {
    return path;
  }

  /** Events that were not written: the queue was full, or the file took nothing. */
  public long dropped() {
    return dropped.sum();
  }

  /** For log rotation: the next event goes into a file of that name, be it another one. */
  public void reopen() {
    reopen = true;
  }

  @Override
  public void saw(String jail, List<Effect> effects) {
    for (Effect effect : effects) {
      if (!waiting.offer(new Happening(clock.instant(), jail, effect))) {
        dropped.increment();
      }
    }
  }

  private void run() {
    var taken = new ArrayList<Happening>();
    while (!over || !waiting.isEmpty()) {
      take(taken);
      write(taken);
      taken.clear();
    }
    file.close();
  }

  private void take(List<Happening> into) {
    try {
      Happening first = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        into.add(first);
        waiting.drainTo(into, AT_ONCE);
      }
    } catch (InterruptedException _) {
      // Only close() ends the thread: an interrupt must not lose what still waits.
    }
  }

  private void write(List<Happening> happenings) {
    if (reopen) {
      reopen = false;
      file.close();
    }
    List<String> lines = happenings.stream().map(EventText::of).flatMap(Optional::stream).toList();
    if (lines.isEmpty()) {
      return;
    }
    try {
      file.write(lines);
      recovered();
    } catch (IOException e) {
      dropped.add(lines.size());
      complain(e);
    }
  }

  private void recovered() {
    if (failing) {
      log.warning("Events are written again to " + path + ", " + dropped() + " are missing");
    }
    failing = false;
  }

  private void complain(IOException e) {
    if (!failing) {
      log.error("Events cannot be written to " + path + " and are dropped: " + e);
    }
    failing = true;
  }

  /** Writes what waits, and waits for that no longer than two seconds. */
  @Override
  public void close() {
    over = true;
    try {
      var _ = thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
