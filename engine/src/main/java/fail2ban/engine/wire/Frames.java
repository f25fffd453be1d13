package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Messages as they leave for the socket: a pickle and the marker that ends it. */
public final class Frames {

  static final String END_MARKER = "<F2B_END_COMMAND>";
  static final String CLOSE_MARKER = "<F2B_CLOSE_COMMAND>";
  private static final byte[] CLOSE = CLOSE_MARKER.getBytes(StandardCharsets.US_ASCII);

  private Frames() {}

  /** The message that carries a value. */
  public static byte[] of(Value value) {
    return ended(Pickle.encode(value));
  }

  /** What a client sends before it closes the connection; there is no reply to it. */
  public static byte[] close() {
    return ended(CLOSE);
  }

  /** True for the payload of {@link #close}. */
  public static boolean isClose(byte[] payload) {
    return Arrays.equals(payload, CLOSE);
  }

  private static byte[] ended(byte[] payload) {
    var out = new ByteArrayOutputStream(payload.length + END_MARKER.length());
    out.writeBytes(payload);
    out.writeBytes(END_MARKER.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
