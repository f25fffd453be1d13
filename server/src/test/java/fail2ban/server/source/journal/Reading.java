package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A jail's reading of a journal on the test's thread, woken the way a jail is. */
final class Reading implements AutoCloseable {

  private final Semaphore news = new Semaphore(0);
  private final List<String> lines = new ArrayList<>();
  private final JournalSubscription subscription;
  private Optional<JournalPosition> position = Optional.empty();

  Reading(Journals journals, JournalPlace place, JournalMatches matches, JournalStart start) {
    this.subscription = journals.follow(place, matches, start, TextEncoding.UTF_8, news::release);
  }

  static Journals journals(HeardLogs logs) {
    return Journals.open(
            Optional.empty(), InstantSource.system(), logs, Thread.ofPlatform().daemon().factory())
        .orElseThrow();
  }

  /** Through the program instead of the library. */
  static Journals byProgram(HeardLogs logs) {
    var threads = Thread.ofPlatform().daemon().factory();
    return Journals.through(
        new JournalAccess.Command(threads), InstantSource.system(), logs, threads);
  }

  static JournalPlace of(Path file) {
    return JournalPlace.of(Map.of("journalfiles", file.toString()));
  }

  JournalSubscription subscription() {
    return subscription;
  }

  Optional<JournalPosition> position() {
    return position;
  }

  /** Reads one batch, if there is one. */
  boolean readOnce() {
    Optional<JournalBatch> batch = subscription.read();
    batch.ifPresent(read -> {
      read.entries().forEach(entry -> lines.add(entry.line()));
      position = Optional.of(read.after());
    });
    return batch.isPresent();
  }

  /** Reads whenever told, and only then, until the lines are as wanted or ten seconds are over. */
  List<String> readUntil(Predicate<List<String>> enough) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      while (readOnce()) {
        Thread.onSpinWait();
      }
      if (enough.test(lines) || !news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return List.copyOf(lines);
      }
      news.drainPermits();
    }
  }

  /** Reads until the journal's end. */
  List<String> readAll() throws InterruptedException {
    return readUntil(_ -> subscription.caughtUp());
  }

  @Override
  public void close() {
    subscription.close();
  }
}
