package fail2ban.server.source;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatedLines;
import fail2ban.engine.date.DatingStart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The dates of the lines that jails have read last of one content. A jail whose detector knows what
 * another one's knew takes the dates that this one has found. Bounded; safe on any thread.
 */
final class DatedChunks {

  /** At about 24 KiB for 2,000 lines: less than 1 MiB. */
  private static final int MOST = 32;

  private final Deque<Dating> latest = new ArrayDeque<>();

  /** Which lines: those of a chunk that begins there, from one number to before another. */
  private record Range(long start, int length, int from, int to) {}

  /** One dating of some lines, perhaps still going on. */
  private record Dating(Range range, DatingStart start, CompletableFuture<DatedLines> dates) {}

  /**
   * The dates of lines of nothing but ASCII.
   *
   * @param detector the jail's, which learns from them as if it had found all of them
   */
  DatedLines of(Chunk chunk, int from, int to, DateDetector detector, Instant now) {
    var range = new Range(chunk.start(), chunk.length(), from, to);
    var mine = new Dating(range, detector.start(now), new CompletableFuture<>());
    Optional<Dating> others = findOrAdd(mine);
    if (others.isPresent() && succeeds(others.get().dates())) {
      DatedLines dates = others.get().dates().join();
      detector.learn(dates);
      return dates;
    }
    try {
      DatedLines dates = chunk.dated(from, to, detector, now);
      mine.dates().complete(dates);
      return dates;
    } catch (RuntimeException | Error e) {
      mine.dates().completeExceptionally(e);
      throw e;
    }
  }

  /** Waits for it. */
  private static boolean succeeds(CompletableFuture<DatedLines> dates) {
    return dates.handle((_, failure) -> failure == null).join();
  }

  private synchronized Optional<Dating> findOrAdd(Dating mine) {
    for (Iterator<Dating> known = latest.descendingIterator(); known.hasNext(); ) {
      Dating other = known.next();
      if (other.range().equals(mine.range()) && other.start().isLike(mine.start())) {
        return Optional.of(other);
      }
    }
    if (latest.size() == MOST) {
      latest.removeFirst();
    }
    latest.addLast(mine);
    return Optional.empty();
  }
}
