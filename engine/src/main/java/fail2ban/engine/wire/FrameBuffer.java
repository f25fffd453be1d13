package fail2ban.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Collects the bytes of one connection and cuts them into payloads at the end marker. Belongs to
 * the thread that reads the connection.
 */
public final class FrameBuffer {

  private static final byte[] END = Frames.END_MARKER.getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_SIZE = 1024;

  private final int limit;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  /** No marker begins before this index. */
  private int searched;

  /**
   * @param limit the most bytes that a message may have
   */
  public FrameBuffer(int limit) {
    if (limit <= END.length) {
      throw new IllegalArgumentException("limit " + limit);
    }
    this.limit = limit;
  }

  /**
   * Adds what was read; to be called when {@link #next} has nothing more.
   *
   * @throws PickleException if a message is longer than the limit; the connection is of no more use
   */
  public void add(byte[] chunk, int count) throws PickleException {
    if (length > limit) {
      throw new PickleException("message of more than " + limit + " bytes");
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
    System.arraycopy(chunk, 0, bytes, length, count);
    length += count;
  }

  /** The next complete payload, without its marker. */
  public Optional<byte[]> next() {
    int end = marker();
    if (end < 0) {
      searched = Math.max(0, length - END.length + 1);
      return Optional.empty();
    }
    byte[] payload = Arrays.copyOf(bytes, end);
    int rest = end + END.length;
    System.arraycopy(bytes, rest, bytes, 0, length - rest);
    length -= rest;
    searched = 0;
    return Optional.of(payload);
  }

  private int marker() {
    for (int from = searched; from <= length - END.length; from++) {
      if (bytes[from] == '<' && Arrays.equals(bytes, from, from + END.length, END, 0, END.length)) {
        return from;
      }
    }
    return -1;
  }
}
