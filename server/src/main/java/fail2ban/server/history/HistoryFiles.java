package fail2ban.server.history;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The files of all jails in one folder, and the thread that feeds them. Safe on any thread: who
 * asks and who writes take turns, for the time that a file takes.
 */
public final class HistoryFiles implements AutoCloseable {

  private static final int MOST_POINTS = 1000;

  private final Path folder;
  private final Duration step;
  private final Supplier<Map<String, Sums>> jails;
  private final InstantSource clock;
  private final Log log;
  private final Map<String, Archive> open = new HashMap<>();
  private final Map<String, Sums> before = new HashMap<>();
  private final Set<String> failing = new LinkedHashSet<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param step how often a jail's figures are written down; files made for another one are put
   *     aside
   * @param jails asked once a step
   * @throws IOException if there can be no such folder
   */
  public HistoryFiles(
      Path folder, Duration step, Supplier<Map<String, Sums>> jails, InstantSource clock, Log log)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.step = step;
    this.jails = jails;
    this.clock = clock;
    this.log = log;
  }

  /** Begins to write by itself. */
  public void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  public Path folder() {
    return folder;
  }

  public Duration step() {
    return step;
  }

  private void run() {
    try {
      while (!over.await(untilNextStep(), TimeUnit.MILLISECONDS)) {
        sample();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long untilNextStep() {
    return step.toMillis() - clock.millis() % step.toMillis();
  }

  /** Writes down what came since the last time; what a jail had before the first is not news. */
  public synchronized void sample() {
    Instant now = clock.instant();
    Map<String, Sums> sums = jails.get();
    sums.forEach((jail, current) -> {
      Sums known = before.getOrDefault(jail, current);
      add(jail, current.since(known), now);
    });
    before.clear();
    before.putAll(sums);
  }

  private void add(String jail, Sums.Growth growth, Instant now) {
    try {
      archive(jail, now).add(growth, now);
      failing.remove(jail);
    } catch (IOException | RuntimeException e) {
      forget(jail);
      if (failing.add(jail)) {
        log.error("[" + jail + "] The history cannot be written: " + e);
      }
    }
  }

  private Archive archive(String jail, Instant now) throws IOException {
    Archive known = open.get(jail);
    if (known != null) {
      return known;
    }
    Archive opened = Archive.open(folder.resolve(FileName.of(jail)), step, now, log);
    open.put(jail, opened);
    return opened;
  }

  private void forget(String jail) {
    Archive archive = open.remove(jail);
    try {
      if (archive != null) {
        archive.close();
      }
    } catch (IOException | RuntimeException _) {
      // It is opened anew, which will tell.
    }
  }

  /** All jails there are together; empty if there are none. */
  public Optional<Series> ofAll(Duration span) throws IOException {
    var each = new ArrayList<Series>();
    for (String jail : jails.get().keySet()) {
      of(jail, span).ifPresent(each::add);
    }
    return each.stream().reduce(Series::plus);
  }

  /** A jail's history up to now; empty if there is none. */
  public synchronized Optional<Series> of(String jail, Duration span) throws IOException {
    boolean known = open.containsKey(jail) || Files.exists(folder.resolve(FileName.of(jail)));
    if (!known) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(archive(jail, now).read(now.minus(span), now, span.dividedBy(MOST_POINTS)));
  }

  @Override
  public void close() {
    over.countDown();
    closeAll();
  }

  private synchronized void closeAll() {
    Set.copyOf(open.keySet()).forEach(this::forget);
  }
}
