package fail2ban.client.regex;

import fail2ban.engine.prefilter.Prefilter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How bytes of the log become text.
 *
 * @param name as it was given, for messages
 */
record Encoding(String name, Charset charset) {

  /**
   * @throws TrialException if there is none of that name
   */
  static Encoding named(String name) throws TrialException {
    String key = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      return new Encoding(
          name,
          switch (key) {
            case "u8", "utf-8-sig" -> StandardCharsets.UTF_8;
            case "latin", "l1", "iso8859-1" -> StandardCharsets.ISO_8859_1;
            case "ascii" -> StandardCharsets.US_ASCII;
            default -> Charset.forName(key);
          });
    } catch (IllegalArgumentException _) {
      throw new TrialException("unknown encoding: " + name);
    }
  }

  /**
   * That of the locale the user has.
   *
   * @param environment with the locale from before the launcher changed it
   */
  static Encoding ofLocale(Map<String, String> environment) {
    String all = environment.getOrDefault("FAIL2BAN_ORIGINAL_LC_ALL", "");
    String type = environment.getOrDefault("LC_CTYPE", "");
    String locale =
        !all.isEmpty() ? all : !type.isEmpty() ? type : environment.getOrDefault("LANG", "");
    int dot = locale.indexOf('.');
    return (dot < 0 ? Optional.<Charset>empty() : charset(locale.substring(dot + 1)))
        .map(charset -> new Encoding(charset.name(), charset))
        .orElseGet(() -> new Encoding("UTF-8", StandardCharsets.UTF_8));
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalCharsetNameException _) {
      return Optional.empty();
    }
  }

  /** True if expressions may be screened, and lines be cut, on the bytes. */
  boolean containsAscii() {
    return Prefilter.understands(charset);
  }
}
