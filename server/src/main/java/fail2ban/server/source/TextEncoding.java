package fail2ban.server.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A jail's {@code logencoding}: how bytes become text, and what a newline looks like in bytes.
 *
 * @param name as the configuration names it, for messages
 */
public record TextEncoding(String name, Charset charset) {

  public static final TextEncoding UTF_8 = new TextEncoding("UTF-8", StandardCharsets.UTF_8);

  /**
   * Understands Java's names and Python's spelling of them; empty if there is none of that name.
   */
  public static Optional<TextEncoding> named(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "utf8", "utf-8", "u8", "utf-8-sig" ->
          Optional.of(new TextEncoding(name, StandardCharsets.UTF_8));
      // Lines from the middle of a file bear no byte-order mark; Python then takes the machine's.
      case "utf16", "utf-16", "u16" ->
          Optional.of(new TextEncoding(name, StandardCharsets.UTF_16LE));
      case "utf-16-le" -> Optional.of(new TextEncoding(name, StandardCharsets.UTF_16LE));
      case "utf-16-be" -> Optional.of(new TextEncoding(name, StandardCharsets.UTF_16BE));
      case "utf32", "utf-32", "u32", "utf-32-le" -> javaCharset(name, "UTF-32LE");
      case "utf-32-be" -> javaCharset(name, "UTF-32BE");
      case "latin", "latin1", "latin-1", "l1", "iso8859-1" ->
          Optional.of(new TextEncoding(name, StandardCharsets.ISO_8859_1));
      case String other -> javaCharset(name, other);
    };
  }

  private static Optional<TextEncoding> javaCharset(String name, String javaName) {
    try {
      return Charset.isSupported(javaName)
          ? Optional.of(new TextEncoding(name, Charset.forName(javaName)))
          : Optional.empty();
    } catch (IllegalCharsetNameException noName) {
      return Optional.empty();
    }
  }

  LineFraming framing() {
    return LineFraming.of(charset);
  }
}
