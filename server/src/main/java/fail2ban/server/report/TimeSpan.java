package fail2ban.server.report;

import java.util.List;

/**
 * A length of time in fail2ban's short words: {@code 1h 20m}. The longer it is, the coarser.
 * Stateless.
 */
final class TimeSpan {

  private record Unit(String sign, long seconds) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("y", 31_536_000),
          new Unit("w", 604_800),
          new Unit("d", 86_400),
          new Unit("h", 3600),
          new Unit("m", 60),
          new Unit("s", 1));

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;
  private static final long WEEK = 604_800;
  private static final long YEAR = 31_536_000;

  /** So little before the next minute counts as that minute. */
  private static final long NEARLY = 5;

  private TimeSpan() {}

  static String words(long seconds) {
    if (seconds <= 0) {
      return seconds == 0 ? "0" : seconds + "s";
    }
    if (seconds < HOUR - NEARLY) {
      return inUnits(seconds, MINUTE);
    }
    if (seconds < DAY) {
      return inUnits((seconds + NEARLY) / MINUTE * MINUTE, HOUR);
    }
    if (seconds < WEEK) {
      return inUnits(rounded(seconds, MINUTE), DAY);
    }
    return seconds < YEAR
        ? inUnits(rounded(seconds, HOUR), WEEK)
        : inUnits(seconds / YEAR * YEAR + rounded(seconds % YEAR, DAY), YEAR);
  }

  /** From the middle to the even one, as Python rounds. */
  private static long rounded(long seconds, long unit) {
    return (long) Math.rint((double) seconds / unit) * unit;
  }

  private static String inUnits(long seconds, long largest) {
    var words = new StringBuilder();
    long left = seconds;
    for (Unit unit : UNITS) {
      long count = unit.seconds() > largest ? 0 : left / unit.seconds();
      left -= count * unit.seconds();
      if (count > 0) {
        words.append(words.isEmpty() ? "" : " ").append(count).append(unit.sign());
      }
    }
    return words.toString();
  }
}
