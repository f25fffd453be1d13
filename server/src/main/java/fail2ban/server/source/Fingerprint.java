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

  /** Of a file's content up to an offset, as it is now. */
  static Fingerprint of(OpenLog log, long end) throws IOException {
    return new Fingerprint(log.before(Math.min(end, SAMPLE), SAMPLE), log.before(end, SAMPLE), end);
  }

  /** Of the same content up to the end of a chunk that was just read from it. */
  Fingerprint upTo(Chunk chunk, OpenLog log) throws IOException {
    if (chunk.end() <= end) {
      return this;
    }
    if (head.length < SAMPLE || chunk.length() < SAMPLE) {
      return of(log, chunk.end());
    }
    int to = chunk.length();
    return new Fingerprint(head, Arrays.copyOfRange(chunk.bytes(), to - SAMPLE, to), chunk.end());
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
