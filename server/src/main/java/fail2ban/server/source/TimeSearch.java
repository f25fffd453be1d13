package fail2ban.server.source;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the first line of a file that is not too old, by halving. Lines are taken to be in order of
 * time; where none in reach has a date, the search stays on the side that reads more.
 */
final class TimeSearch {

  private static final int WINDOW = 64 * 1024;

  private final OpenLog log;
  private final LineFraming framing;
  private final StartAt.Since since;
  private final byte[] window = new byte[WINDOW];

  TimeSearch(OpenLog log, LineFraming framing, StartAt.Since since) {
    this.log = log;
    this.framing = framing;
    this.since = since;
  }

  /**
   * The beginning of a line in {@code [from, to]} before which every dated line that was looked at
   * is too old.
   *
   * @param from where a line begins
   */
  long between(long from, long to) throws IOException {
    long low = from;
    long high = to;
    while (high - low > WINDOW) {
      long middle = low + (high - low) / 2;
      middle -= (middle - from) % framing.unit();
      Optional<Long> behindOld = behindOldLine(middle, high);
      if (behindOld.isPresent()) {
        low = behindOld.get();
      } else {
        high = middle;
      }
    }
    return walk(low, to);
  }

  /** The end of the first dated line behind an offset, if that line is too old. */
  private Optional<Long> behindOldLine(long offset, long limit) throws IOException {
    int count = log.read(offset, window, 0, (int) Math.min(WINDOW, limit - offset));
    int from = framing.afterNewline(window, 0, count);
    while (from >= 0) {
      int end = framing.afterNewline(window, from, count);
      Optional<Instant> time = end < 0 ? Optional.empty() : timeOf(from, end);
      if (time.isPresent()) {
        return time.get().isBefore(since.oldest()) ? Optional.of(offset + end) : Optional.empty();
      }
      from = end;
    }
    return Optional.empty();
  }

  /** Passes old lines one by one, up to the first that is not, within one window. */
  private long walk(long low, long to) throws IOException {
    int count = log.read(low, window, 0, (int) Math.min(WINDOW, Math.max(0, to - low)));
    int start = 0;
    int from = 0;
    for (int end = framing.afterNewline(window, 0, count);
        end >= 0;
        end = framing.afterNewline(window, from, count)) {
      Optional<Instant> time = timeOf(from, end);
      if (time.isPresent() && !time.get().isBefore(since.oldest())) {
        break;
      }
      start = time.isPresent() ? end : start;
      from = end;
    }
    return low + start;
  }

  private Optional<Instant> timeOf(int from, int end) {
    int begin = framing.textStart(window, from, end);
    int length = framing.textEnd(window, begin, end) - begin;
    return since.dates().timeOf(new Line(window, begin, length, false));
  }
}
