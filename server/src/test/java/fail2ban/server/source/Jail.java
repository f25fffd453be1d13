package fail2ban.server.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A reader of one file on the test's thread, woken the way a jail is. */
final class Jail implements AutoCloseable {

  private static final int BATCH = 256 * 1024;

  private final Semaphore changes = new Semaphore(0);
  private final List<String> lines = new ArrayList<>();
  private final Subscription subscription;
  private final TextEncoding encoding;

  Jail(LogFiles files, Path path, StartAt start) throws IOException {
    this(files, path, start, TextEncoding.UTF_8);
  }

  Jail(LogFiles files, Path path, StartAt start, TextEncoding encoding) throws IOException {
    this.subscription = files.follow(path, start, encoding, changes::release);
    this.encoding = encoding;
  }

  /** From the beginning, whatever the dates. */
  static StartAt.Since head() {
    return new StartAt.Since(Instant.EPOCH, _ -> Optional.empty());
  }

  static StartAt stored(LogPosition position) {
    return new StartAt.Stored(position, head());
  }

  Subscription subscription() {
    return subscription;
  }

  /** Reads what is there now. */
  List<String> readAll() {
    Optional<LineBatch> batch = subscription.read(BATCH);
    while (batch.isPresent()) {
      batch.get().forEach(line -> lines.add(line.decode(encoding).text()));
      batch = subscription.read(BATCH);
    }
    return lines();
  }

  private List<String> lines() {
    return List.copyOf(lines);
  }

  /** Reads whenever told, and only then, until the lines are as wanted or ten seconds are over. */
  List<String> readUntil(Predicate<List<String>> enough) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!enough.test(readAll())) {
      if (!changes.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return lines();
      }
      changes.drainPermits();
    }
    return lines();
  }

  boolean waitForChange(Duration atMost) throws InterruptedException {
    return changes.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
