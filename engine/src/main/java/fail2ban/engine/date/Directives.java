package fail2ban.engine.date;

import java.util.Map;
import java.util.Optional;

/**
 * The {@code %} directives of a {@code datepattern}: what each accepts and the word that stands for
 * it in the name of the pattern.
 */
final class Directives {

  /**
   * One directive.
   *
   * @param regex what it accepts; the fields are groups named by a letter
   * @param word how the pattern's name shows it
   * @param names true if it accepts names, in any case
   */
  record Directive(String regex, String word, boolean names) {}

  private static final String WEEKDAYS = "mon|tue|wed|thu|fri|sat|sun";
  private static final String LONG_WEEKDAYS =
      "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
  private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final String LONG_MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";
  private static final String OFFSET = "[+-][01]\\d(?::?\\d{2})?";
  private static final String DAY = field("d", "[12]\\d|[0 ]?[1-9]|3[01]");
  private static final String MONTH = field("m", "0?[1-9]|1[0-2]");
  private static final String HOUR = "[01]?\\d|2[0-3]";
  private static final String MINUTE = field("M", "[0-5]?\\d");
  private static final String SECOND = field("S", "[0-5]?\\d|6[01]");
  private static final String WEEK = "[0-4]?\\d|5[0-3]";
  private static final String TIME = field("H", HOUR) + ":" + MINUTE + ":" + SECOND;
  private static final String SHORT_ZONE = "[A-Z](?:[A-Z]{2,4})?";

  private final Map<String, Directive> known;

  /**
   * @param year the current year, around which {@code %ExY} finds a year plausible
   */
  Directives(int year) {
    known =
        Map.ofEntries(
            named("a", field("a", WEEKDAYS), "DAY"),
            named("A", field("A", LONG_WEEKDAYS), "DAYNAME"),
            named("b", field("b", MONTHS), "MON"),
            named("B", field("B", LONG_MONTHS), "MONTH"),
            named("p", field("p", "am|pm"), "AMPM"),
            entry("d", DAY, "Day"),
            entry("m", MONTH, "Month"),
            entry("Y", field("Y", "\\d{4}"), "Year"),
            entry("y", field("y", "\\d{2}"), "Year2"),
            entry("H", field("H", HOUR), "24hour"),
            entry("I", field("I", "1[0-2]|0?[1-9]"), "12hour"),
            entry("M", MINUTE, "Minute"),
            entry("S", SECOND, "Second"),
            entry("k", " ?" + field("H", "[0-2]?\\d"), "%k"),
            entry("l", " ?" + field("I", "1?\\d"), "%l"),
            entry("f", field("f", "[0-9]{1,6}"), "Microseconds"),
            entry(
                "j", field("j", "36[0-6]|3[0-5]\\d|[12]\\d\\d|0?[1-9]\\d|0{0,2}[1-9]"), "Yearday"),
            entry("U", field("U", WEEK), "Yearweek"),
            entry("W", field("W", WEEK), "Yearweek"),
            entry("w", field("w", "[0-6]"), "Weekday"),
            entry("z", field("z", "Z|UTC|GMT|" + OFFSET), "Zone offset"),
            entry("Z", field("Z", "(?-i:Z|[A-Z]{3,5})"), "Zone name"),
            entry("ExZ", field("Z", "(?-i:" + SHORT_ZONE + ")"), "ExZone name"),
            entry(
                "Exz",
                field("z", "(?-i:(?:" + SHORT_ZONE + ")?" + OFFSET + "|" + SHORT_ZONE + ")"),
                "ExZone offset"),
            entry("Exd", field("d", "[12]\\d|0[1-9]|3[01]"), "ExDay"),
            entry("Exm", field("m", "0[1-9]|1[0-2]"), "ExMonth"),
            entry("ExH", field("H", "[01]\\d|2[0-3]"), "Ex24hour"),
            entry("ExM", field("M", "[0-5]\\d"), "ExMinute"),
            entry("ExS", field("S", "[0-5]\\d|6[01]"), "ExSecond"),
            entry("Exk", " ?" + field("H", HOUR), "%Exk"),
            entry("Exl", " ?" + field("I", "1[0-2]|\\d"), "%Exl"),
            entry("ExY", field("Y", plausibleYears(year)), "ExYear"),
            entry("Exy", field("y", "\\d{2}"), "ExYear2"),
            entry("G", field("G", "\\d{4}"), "%G"),
            entry("u", field("u", "[1-7]"), "%u"),
            entry("V", field("V", "0[1-9]|[1-4]\\d|5[0-3]|\\d"), "%V"),
            named(
                "c",
                field("a", WEEKDAYS)
                    + "\\s+"
                    + field("b", MONTHS)
                    + "\\s+"
                    + DAY
                    + "\\s+"
                    + TIME
                    + "\\s+"
                    + field("Y", "\\d{4}"),
                "%c"),
            entry("x", MONTH + "/" + DAY + "/" + field("y", "\\d{2}"), "%x"),
            entry("X", TIME, "%X"),
            entry("%", "%", "%"));
  }

  /**
   * @param letters what follows the percent sign: one letter, or {@code Ex} and one letter
   */
  Optional<Directive> find(String letters) {
    return Optional.ofNullable(known.get(letters));
  }

  private static String field(String letter, String regex) {
    return "(?P<" + letter + ">" + regex + ")";
  }

  private static Map.Entry<String, Directive> entry(String letters, String regex, String word) {
    return Map.entry(letters, new Directive(regex, word, false));
  }

  private static Map.Entry<String, Directive> named(String letters, String regex, String word) {
    return Map.entry(letters, new Directive(regex, word, true));
  }

  /** Whole decades from 2000 on that begin at most three years from now. */
  private static String plausibleYears(int year) {
    var decades = new StringBuilder("20[0");
    int last = Math.clamp((year + 3L - 2000) / 10, 0, 9);
    for (int decade = 1; decade <= last; decade++) {
      decades.append(decade);
    }
    return decades.append("]\\d").toString();
  }
}
