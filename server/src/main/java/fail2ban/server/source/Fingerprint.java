package fail2ban.server.source;

import java.io.IOException;
import java.util.Arrays;

/**
 * Recognizes what was already read of a file: its first bytes, and the last ones before the place
 * up to which it was read. Tells a file that was truncated and has grown again from one that only
 * grew, and finds the copy of a file. Immutable.
 */
final class Fingerprint {

  static final Fingerprint NOTHING_READ = new Fingerprint(new byte[0], new byte[0], 0);

  private static final int SAMPLE = 64;

  private final byte[] head;
  private final byte[] tail;
  private final long end;

  private Fingerprint(byte[] head, byte[] tail, long end) {
    this.head = head;
    this.tail = tail;
    this.end = end;
  }

  /** Of a file's content up to an offset, as it is now; of nothing if it is not that long. */
  static Fingerprint of(OpenLog log, long end) throws IOException {
    int sample = (int) Math.min(end, SAMPLE);
    byte[] head = log.before(sample, sample);
    byte[] tail = log.before(end, sample);
    boolean whole = head.length == sample && tail.length == sample;
    return whole ? new Fingerprint(head, tail, end) : NOTHING_READ;
  }

  /**
   * Of the same content up to the end of a chunk that was read from it. Made of the bytes that were
   * read, and not of the file: that may have been truncated since.
   */
  Fingerprint upTo(Chunk chunk, OpenLog log) throws IOException {
    if (chunk.end() <= end) {
      return this;
    }
    if (chunk.start() > end) {
      Fingerprint before = of(log, chunk.start());
      return before.end == chunk.start() ? before.upTo(chunk, log) : this;
    }
    int known = (int) (end - chunk.start());
    byte[] added = Arrays.copyOfRange(chunk.bytes(), known, chunk.length());
    byte[] together = joined(tail, added);
    byte[] start = head.length < SAMPLE ? together : head;
    return new Fingerprint(
        Arrays.copyOf(start, Math.min(start.length, SAMPLE)),
        Arrays.copyOfRange(together, Math.max(0, together.length - SAMPLE), together.length),
        chunk.end());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** How far the file was read. */
  long end() {
    return end;
  }

  /** True if the file is at least as long as what was read, and is the same where we can tell. */
  boolean matches(OpenLog log) throws IOException {
    return log.size() >= end
        && Arrays.equals(head, log.before(head.length, head.length))
        && Arrays.equals(tail, log.before(end, tail.length));
  }
}
