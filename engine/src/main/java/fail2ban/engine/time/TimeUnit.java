package fail2ban.engine.time;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The units of a time expression with every spelling fail2ban knows. */
enum TimeUnit {
  YEAR(365.25 * 86_400, true, " y yy ye yea year years "),
  MONTH(30.4375 * 86_400, true, " mo mon month months "),
  WEEK(7 * 86_400, false, " w ww we wee week weeks "),
  DAY(86_400, false, " d dd da day days "),
  HOUR(3_600, false, " h hh ho hou hour hours "),
  MINUTE(60, false, " m mm mi min minute minutes "),
  SECOND(1, false, " s ss se sec second seconds ");

  private final double seconds;
  private final boolean fractional;
  private final String spellings;

  /**
   * @param spellings between blanks
   */
  TimeUnit(double seconds, boolean fractional, String spellings) {
    this.seconds = seconds;
    this.fractional = fractional;
    this.spellings = spellings;
  }

  Seconds length() {
    return new Seconds(seconds, fractional);
  }

  /**
   * @param word letters only, any case
   */
  static Optional<TimeUnit> spelled(String word) {
    String bounded = " " + word.toLowerCase(Locale.ROOT) + " ";
    return Arrays.stream(values()).filter(unit -> unit.spellings.contains(bounded)).findFirst();
  }
}
