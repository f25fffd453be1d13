package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a date made of {@code %} directives and completes what it leaves out: without a year it is
 * the latest such day up to one day ahead, without a day it is the latest such time. Fractions of a
 * second are dropped, as fail2ban does. A pattern without any directive says nothing: {@code ()}
 * marks lines that share the date of the line before.
 */
final class CalendarReader implements TimeReader {

  private final Map<String, Integer> groups;

  CalendarReader(Map<String, Integer> groups) {
    this.groups = Map.copyOf(groups);
  }

  @Override
  public Optional<Instant> read(Search.Match match, TimeBase base) {
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    var fields = new CalendarFields(match, groups);
    Optional<String> zone = fields.text("z").or(() -> fields.text("Z"));
    if (zone.isPresent()) {
      OptionalInt offset = LogZone.offset(zone.get());
      return offset.isEmpty() ? Optional.empty() : fixed(fields, base, offset.getAsInt());
    }
    if (base.logZone().isPresent()) {
      return fixed(fields, base, base.logZone().get().offset());
    }
    return wallClock(fields, base.nowLocally())
        .map(time -> ZonedDateTime.of(time, base.local()).withLaterOffsetAtOverlap().toInstant());
  }

  private static Optional<Instant> fixed(CalendarFields fields, TimeBase base, int offset) {
    return wallClock(fields, base.nowAt(offset))
        .map(time -> Instant.ofEpochSecond(time.toEpochSecond(ZoneOffset.UTC) - offset));
  }

  private static Optional<LocalDateTime> wallClock(CalendarFields fields, LocalDateTime now) {
    try {
      return Optional.of(completed(fields, now));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static LocalDateTime completed(CalendarFields fields, LocalDateTime now) {
    LocalTime time = LocalTime.of(fields.hour(), fields.number("M", 0), fields.number("S", 0));
    OptionalInt year = fields.year();
    Optional<LocalDate> day = fields.day(year.orElse(now.getYear()));
    if (day.isEmpty()) {
      LocalDate today = now.toLocalDate();
      LocalDateTime assumed =
          time.atDate(year.isPresent() ? today.withYear(year.getAsInt()) : today);
      return assumed.isAfter(now) ? assumed.minusDays(1) : assumed;
    }
    LocalDateTime date = day.get().atTime(time);
    if (year.isEmpty() && date.isAfter(now.plusDays(1))) {
      return fields.day(now.getYear() - 1).orElseThrow().atTime(time);
    }
    return date;
  }
}
