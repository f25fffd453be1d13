package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What one match says about the date, field by field. Lives for one reading. */
record CalendarFields(Search.Match match, Map<String, Integer> groups) {

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final String WEEKDAYS = "montuewedthufrisatsun";

  Optional<String> text(String field) {
    Integer group = groups.get(field);
    return group == null ? Optional.empty() : Optional.ofNullable(match.group(group));
  }

  OptionalInt number(String field) {
    Optional<String> text = text(field);
    return text.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text.get().strip()));
  }

  int number(String field, int absent) {
    return number(field).orElse(absent);
  }

  OptionalInt year() {
    OptionalInt full = number("Y");
    if (full.isPresent()) {
      return full;
    }
    OptionalInt brief = number("y");
    return brief.isPresent() ? OptionalInt.of(brief.getAsInt() + 2000) : brief;
  }

  int hour() {
    OptionalInt twelve = number("I");
    if (twelve.isEmpty()) {
      return number("H", 0);
    }
    boolean afternoon = text("p").filter(half -> half.equalsIgnoreCase("pm")).isPresent();
    return twelve.getAsInt() % 12 + (afternoon ? 12 : 0);
  }

  /**
   * The day in a year, from month and day, day of the year, or week and weekday; empty if the line
   * says neither month nor day.
   *
   * @throws DateTimeException if there is no such day
   */
  Optional<LocalDate> day(int year) {
    OptionalInt month = month();
    OptionalInt day = number("d");
    if (month.isPresent() && day.isPresent()) {
      return Optional.of(LocalDate.of(year, month.getAsInt(), day.getAsInt()));
    }
    OptionalInt ofYear = number("j");
    if (ofYear.isPresent()) {
      return Optional.of(LocalDate.ofYearDay(year, ofYear.getAsInt()));
    }
    Optional<DayOfWeek> weekday = weekday();
    if (weekday.isPresent() && number("W").isPresent()) {
      return Optional.of(inWeek(year, number("W", 0), weekday.get().getValue() - 1, 1));
    }
    if (weekday.isPresent() && number("U").isPresent()) {
      return Optional.of(inWeek(year, number("U", 0), weekday.get().getValue() % 7, 0));
    }
    if (month.isPresent() || day.isPresent()) {
      throw new DateTimeException("half a date");
    }
    return Optional.empty();
  }

  /**
   * Week 1 begins with the year's first Monday or Sunday; the days before are week 0.
   *
   * @param position of the day within its week, from 0
   * @param firstDay 1 if weeks begin on Monday, 0 for Sunday
   */
  private static LocalDate inWeek(int year, int week, int position, int firstDay) {
    LocalDate newYear = LocalDate.of(year, 1, 1);
    int newYearPosition = Math.floorMod(newYear.getDayOfWeek().getValue() - firstDay, 7);
    int weekZero = Math.floorMod(7 - newYearPosition, 7);
    int days = week == 0 ? position - newYearPosition : weekZero + 7 * (week - 1) + position;
    return newYear.plusDays(days);
  }

  private OptionalInt month() {
    OptionalInt number = number("m");
    if (number.isPresent()) {
      return number;
    }
    return named(text("b").or(() -> text("B")), MONTHS);
  }

  private Optional<DayOfWeek> weekday() {
    OptionalInt named = named(text("a").or(() -> text("A")), WEEKDAYS);
    if (named.isPresent()) {
      return Optional.of(DayOfWeek.of(named.getAsInt()));
    }
    OptionalInt fromSunday = number("w");
    return fromSunday.isPresent()
        ? Optional.of(DayOfWeek.of((fromSunday.getAsInt() + 6) % 7 + 1))
        : Optional.empty();
  }

  /** The place of a name in a list, by its first three letters, counted from 1. */
  private static OptionalInt named(Optional<String> name, String list) {
    if (name.isEmpty()) {
      return OptionalInt.empty();
    }
    for (int index = 0; index < list.length(); index += 3) {
      if (list.regionMatches(true, index, name.get(), 0, 3)) {
        return OptionalInt.of(index / 3 + 1);
      }
    }
    return OptionalInt.empty();
  }
}
