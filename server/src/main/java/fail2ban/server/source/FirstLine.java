package fail2ban.server.source;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file's first complete line, by whose hash fail2ban recognizes a log file after a restart.
 *
 * @param hash SHA-1 in hexadecimal of its bytes with the newline, as fail2ban stores it; empty as
 *     long as it is not complete
 * @param length of what was hashed
 */
record FirstLine(String hash, long length) {

  static final FirstLine NONE = new FirstLine("", 0);

  private static final int BLOCK = 8 * 1024;

  boolean isComplete() {
    return !hash.isEmpty();
  }

  /**
   * @param limit of a line longer than this only the beginning is taken
   */
  static FirstLine of(OpenLog log, long limit) throws IOException {
    MessageDigest digest = sha1();
    byte[] block = new byte[BLOCK];
    long at = 0;
    while (at < limit) {
      int count = log.read(at, block, 0, (int) Math.min(BLOCK, limit - at));
      if (count == 0) {
        return NONE;
      }
      int end = LineFraming.BYTES.afterNewline(block, 0, count);
      digest.update(block, 0, end > 0 ? end : count);
      at += end > 0 ? end : count;
      if (end > 0) {
        break;
      }
    }
    return new FirstLine(HexFormat.of().formatHex(digest.digest()), at);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
