package fail2ban.server.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file of a jail, whatever the jail is called. Stateless. */
final class FileName {

  private static final int LONGEST = 180;

  private FileName() {}

  /** Letters, digits, {@code _} and {@code -} are themselves; different names stay different. */
  static String of(String jail) {
    var name = new StringBuilder();
    for (byte one : jail.getBytes(StandardCharsets.UTF_8)) {
      char symbol = (char) (one & 0xFF);
      boolean plain =
          symbol < 128 && (Character.isLetterOrDigit(symbol) || symbol == '_' || symbol == '-');
      name.append(plain ? String.valueOf(symbol) : "%%%02X".formatted(one & 0xFF));
    }
    return (name.length() <= LONGEST ? name : "%" + digest(jail)) + ".rrd";
  }

  private static String digest(String jail) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(jail.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
