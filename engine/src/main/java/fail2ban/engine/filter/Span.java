package fail2ban.engine.filter;

import java.time.Duration;

/** A length of time as fail2ban writes it: {@code 1d 1m}. */
final class Span {

  private Span() {}

  static String text(Duration span) {
    long seconds = span.toSeconds();
    if (seconds >= Duration.ofDays(1).toSeconds()) {
      seconds = (seconds + 30) / 60 * 60;
    }
    var out = new StringBuilder();
    seconds = append(out, seconds, 365 * 86_400L, "y");
    seconds = append(out, seconds, 7 * 86_400L, "w");
    seconds = append(out, seconds, 86_400L, "d");
    seconds = append(out, seconds, 3_600L, "h");
    seconds = append(out, seconds, 60L, "m");
    append(out, seconds, 1L, "s");
    return out.isEmpty() ? "0s" : out.substring(1);
  }

  private static long append(StringBuilder out, long seconds, long unit, String sign) {
    if (seconds >= unit) {
      out.append(' ').append(seconds / unit).append(sign);
    }
    return seconds % unit;
  }
}
