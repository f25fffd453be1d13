package fail2ban.server.enforce.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Values of header lines. What comes from outside may hold line ends and anything else: every value
 * made here is one line of printable ASCII.
 */
final class HeaderText {

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}]");
  private static final Pattern SPECIAL = Pattern.compile("[\\[\\]\\\\()<>@,:;\".]");
  private static final String UNENCODED = "-!*+/";

  private HeaderText() {}

  /** A text; encoded if it is more than ASCII. */
  static String text(String value) {
    String line = line(value);
    return US_ASCII.newEncoder().canEncode(line) ? line : encoded(line);
  }

  /** A name and an address: {@code Fail2Ban <root@example.com>}. */
  static String mailbox(String name, String address) {
    String line = line(name);
    if (line.isEmpty()) {
      return address;
    }
    String shown =
        US_ASCII.newEncoder().canEncode(line) && SPECIAL.matcher(line).find()
            ? "\"" + line.replaceAll("[\\\\\"]", "\\\\$0") + "\""
            : text(line);
    return shown + " <" + address + ">";
  }

  private static String line(String value) {
    return CONTROLS.matcher(value).replaceAll(" ");
  }

  /** As an RFC 2047 word, in the shorter of its two forms, as Python does. */
  private static String encoded(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String quoted = quoted(bytes);
    return base64.length() < quoted.length()
        ? "=?utf-8?b?" + base64 + "?="
        : "=?utf-8?q?" + quoted + "?=";
  }

  private static String quoted(byte[] bytes) {
    var out = new StringBuilder();
    for (byte part : bytes) {
      char character = (char) (part & 0xff);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || UNENCODED.indexOf(character) >= 0);
      if (plain) {
        out.append(character);
      } else {
        out.append(character == ' ' ? "_" : "=%02X".formatted((int) character));
      }
    }
    return out.toString();
  }
}
