package fail2ban.engine.time;

import java.util.ArrayList;
import java.util.List;

/**
 * The reverse of {@link TimeExpression} as the log shows it, less exact the longer the time: {@code
 * 1y 3w 4d}, {@code 2d 1h}, {@code 59m 50s}. Stateless.
 */
public final class TimeText {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long YEAR = 365 * DAY;

  /** From here on minutes are exact enough; just below, 3595 s would round up to 1 h anyway. */
  private static final long NEARLY_AN_HOUR = 3595;

  private TimeText() {}

  /**
   * @param seconds negative ones get a leading minus
   */
  public static String of(double seconds) {
    if (seconds < 0) {
      return "-" + of(-seconds);
    }
    if (seconds >= YEAR) {
      return parts(rounded(seconds, DAY), List.of(YEAR, WEEK, DAY), "ywd");
    }
    if (seconds >= WEEK) {
      return parts(rounded(seconds, HOUR), List.of(WEEK, DAY, HOUR), "wdh");
    }
    if (seconds >= DAY) {
      return parts(rounded(seconds, MINUTE), List.of(DAY, HOUR, MINUTE), "dhm");
    }
    if (seconds >= NEARLY_AN_HOUR) {
      return parts(rounded(seconds, 10), List.of(HOUR, MINUTE), "hm");
    }
    return parts(rounded(seconds, 1), List.of(MINUTE, 1L), "ms");
  }

  private static long rounded(double seconds, long unit) {
    return Math.round(seconds / unit) * unit;
  }

  private static String parts(long seconds, List<Long> units, String letters) {
    var parts = new ArrayList<String>();
    long rest = seconds;
    for (int i = 0; i < units.size(); i++) {
      long count = rest / units.get(i);
      rest %= units.get(i);
      if (count > 0) {
        parts.add(count + letters.substring(i, i + 1));
      }
    }
    return parts.isEmpty() ? "0" : String.join(" ", parts);
  }
}
