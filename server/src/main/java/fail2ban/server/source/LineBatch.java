package fail2ban.server.source;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatedLines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Complete lines, in the file's order, at least one. Immutable, safe on any thread.
 *
 * <p>Jails at the same place of the same file get the same bytes: {@link #origin} is the same
 * object then, and {@link #firstLine} counts within it. So work done for one jail may be kept for
 * the next.
 */
public final class LineBatch implements Iterable<Line> {

  private final Path path;
  private final Chunk chunk;
  private final int from;
  private final int to;
  private final LogPosition after;

  LineBatch(Path path, Chunk chunk, int from, int to, LogPosition after) {
    this.path = path;
    this.chunk = chunk;
    this.from = from;
    this.to = to;
    this.after = after;
  }

  /** The file as the jail named it. */
  public Path path() {
    return path;
  }

  public int size() {
    return to - from;
  }

  /**
   * @param number from 0 to {@link #size} - 1
   */
  public Line line(int number) {
    if (number < 0 || number >= size()) {
      throw new IndexOutOfBoundsException(number);
    }
    return chunk.line(from + number);
  }

  @Override
  public Iterator<Line> iterator() {
    return new Iterator<>() {
      private int next = from;

      @Override
      public boolean hasNext() {
        return next < to;
      }

      @Override
      public Line next() {
        if (next >= to) {
          throw new NoSuchElementException();
        }
        return chunk.line(next++);
      }
    };
  }

  /** True if no byte of any line is 128 or more; false may also be due to other lines near by. */
  public boolean isAscii() {
    return chunk.isAscii();
  }

  /** A mark for each line; jails at the same place of the file that ask for the same share them. */
  public long[] marks(LineMarks by) {
    return Arrays.copyOfRange(chunk.marks(by), from, to);
  }

  /**
   * The date of each line, of nothing but ASCII; jails at the same place of the file whose
   * detectors know the same share them.
   *
   * @param detector learns from the lines as if it had looked at each
   */
  public DatedLines dates(DateDetector detector, Instant now) {
    return chunk.dates(from, to, detector, now);
  }

  /** What to store once these lines, and all batches before them, are processed. */
  public LogPosition after() {
    return after;
  }

  /** How many bytes of the file these lines take, newlines included. */
  public int bytes() {
    return (int) (chunk.endOf(to - 1) - (from == 0 ? chunk.start() : chunk.endOf(from - 1)));
  }

  /** The same object for all batches made of the same reading; keep nothing of it but identity. */
  public Object origin() {
    return chunk;
  }

  /** The number of this batch's first line within {@link #origin}. */
  public int firstLine() {
    return from;
  }
}
