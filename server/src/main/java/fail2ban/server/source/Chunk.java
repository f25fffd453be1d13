package fail2ban.server.source;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatedLines;
import java.time.Instant;
import java.util.Arrays;

/**
 * Complete lines of one file, one after the other, shared by all jails that come by. Immutable;
 * nobody writes to the bytes.
 */
final class Chunk {

  private final long start;
  private final byte[] bytes;
  private final int length;
  private final LineFraming framing;
  private final boolean cut;
  private final int[] ends;
  private final boolean ascii;
  private final MarkedChunks kept;

  /**
   * @param start offset of the first byte in its file, where a line begins
   * @param length how many of the bytes count: up to and with the last newline, unless cut
   * @param cut true if this is the beginning of one line that is too long
   * @param kept the marks of the file's lines
   */
  Chunk(long start, byte[] bytes, int length, LineFraming framing, boolean cut, MarkedChunks kept) {
    this.start = start;
    this.bytes = bytes;
    this.length = length;
    this.framing = framing;
    this.cut = cut;
    this.ends = cut ? new int[] {length} : lineEnds();
    this.kept = kept;
    this.ascii = LineFraming.isAscii(bytes, 0, length);
  }

  private int[] lineEnds() {
    int[] found = new int[Math.max(1, length / 64)];
    int count = 0;
    for (int at = framing.afterNewline(bytes, 0, length);
        at >= 0;
        at = framing.afterNewline(bytes, at, length)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = at;
    }
    return Arrays.copyOf(found, count);
  }

  long start() {
    return start;
  }

  long end() {
    return start + length;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  LineFraming framing() {
    return framing;
  }

  boolean cut() {
    return cut;
  }

  /** How many lines. */
  int lines() {
    return ends.length;
  }

  /** The number of the line that begins at this offset of the file, or -1 if none does. */
  int lineAt(long offset) {
    if (offset == start) {
      return 0;
    }
    if (offset < start || offset >= end()) {
      return -1;
    }
    int found = Arrays.binarySearch(ends, (int) (offset - start));
    return found < 0 ? -1 : found + 1;
  }

  /** The offset in the file behind a line. */
  long endOf(int line) {
    return start + ends[line];
  }

  Line line(int number) {
    int from = number == 0 ? 0 : ends[number - 1];
    int begin = framing.textStart(bytes, from, ends[number]);
    int end = framing.textEnd(bytes, begin, ends[number]);
    return new Line(bytes, begin, end - begin, cut);
  }

  /** True if no byte is 128 or more. */
  boolean isAscii() {
    return ascii;
  }

  /** A mark for each line; jails that read the same lines share them. */
  long[] marks(LineMarks by) {
    return kept.of(this, by);
  }

  /** The marks, worked out anew. */
  long[] marked(LineMarks by) {
    long[] marks = new long[lines()];
    for (int number = 0; number < marks.length; number++) {
      Line line = line(number);
      marks[number] = by.of(bytes, line.offset(), line.end());
    }
    return marks;
  }

  /**
   * The dates of some lines; jails that read the same lines share them.
   *
   * @param detector learns from the lines
   */
  DatedLines dates(int from, int to, DateDetector detector, Instant now) {
    return kept.dated().of(this, from, to, detector, now);
  }

  /** The dates, looked for anew. */
  DatedLines dated(int from, int to, DateDetector detector, Instant now) {
    var finder = new DatedLines.Finder(detector, to - from, now);
    for (int number = from; number < to; number++) {
      Line line = line(number);
      finder.see(bytes, line.offset(), line.end());
    }
    return finder.found();
  }

  /** The number after the last line that fits into so many bytes, from a line on; at least one. */
  int fitting(int firstLine, int maxBytes) {
    long limit = (firstLine == 0 ? 0 : ends[firstLine - 1]) + (long) maxBytes;
    int after = firstLine + 1;
    while (after < ends.length && ends[after] <= limit) {
      after++;
    }
    return after;
  }
}
