package fail2ban.server.source;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which fail2ban recognizes a log file after a restart. */
final class FirstLine {

  /** Stands for: no complete line yet. */
  static final String NONE = "";

  private static final int BLOCK = 8 * 1024;

  private FirstLine() {}

  /**
   * SHA-1 in hexadecimal of the first complete line's bytes with its newline, as fail2ban stores
   * it. Of a first line longer than the limit: of its beginning up to the limit.
   */
  static String hash(OpenLog log, long limit) throws IOException {
    MessageDigest digest = sha1();
    byte[] block = new byte[BLOCK];
    long at = 0;
    while (at < limit) {
      int count = log.read(at, block, 0, (int) Math.min(BLOCK, limit - at));
      int end = LineFraming.BYTES.afterNewline(block, 0, count);
      digest.update(block, 0, end > 0 ? end : count);
      if (end > 0) {
        return HexFormat.of().formatHex(digest.digest());
      }
      if (count == 0) {
        return NONE;
      }
      at += count;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
