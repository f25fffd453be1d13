package fail2ban.client.regex;

import fail2ban.engine.filter.MatchedLine;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log as bytes, and where in each its date stands. Filled by one thread, then
 * handed on: nobody changes it after that.
 */
final class Block {

  /** In which each byte below 128 is the ASCII character and nothing else. */
  private final Charset charset;

  private final byte[] bytes;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] dateStarts = new int[0];
  private int[] dateEnds = new int[0];
  private @Nullable Instant[] times = new Instant[0];
  private int size;

  Block(byte[] bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
  }

  void add(int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    starts[size] = start;
    ends[size++] = end;
  }

  /** To be called when all lines are in: they have no date yet. */
  void complete() {
    dateStarts = Arrays.copyOf(ends, size);
    dateEnds = Arrays.copyOf(ends, size);
    times = new Instant[size];
  }

  void date(int line, int start, int end, @Nullable Instant time) {
    dateStarts[line] = start;
    dateEnds[line] = end;
    times[line] = time;
  }

  /** A block of one of the lines. */
  Block only(int line) {
    var block = new Block(bytes, charset);
    block.add(starts[line], ends[line]);
    block.complete();
    block.date(0, dateStarts[line], dateEnds[line], times[line]);
    return block;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  Charset charset() {
    return charset;
  }

  int start(int line) {
    return starts[line];
  }

  int end(int line) {
    return ends[line];
  }

  /** Where the date begins; the line's end if there is none. */
  int dateStart(int line) {
    return dateStarts[line];
  }

  int dateEnd(int line) {
    return dateEnds[line];
  }

  /** What the line's date says. */
  Optional<Instant> time(int line) {
    return Optional.ofNullable(times[line]);
  }

  String text(int line) {
    return text(starts[line], ends[line]);
  }

  MatchedLine cut(int line) {
    return new MatchedLine(
        text(starts[line], dateStarts[line]),
        text(dateStarts[line], dateEnds[line]),
        text(dateEnds[line], ends[line]));
  }

  private String text(int from, int to) {
    return from == to ? "" : new String(bytes, from, to - from, charset);
  }
}
