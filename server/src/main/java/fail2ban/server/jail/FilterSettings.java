package fail2ban.server.jail;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.date.LogZone;
import fail2ban.engine.filter.FilterRules;
import java.util.Optional;

/**
 * How a jail reads its lines.
 *
 * @param datePattern as it was set, one pattern a line; empty for the default forms
 * @param dates the forms that it stands for
 * @param timeZone {@code logtimezone}, for dates without a zone; empty for the machine's
 */
public record FilterSettings(
    FilterRules rules, String datePattern, DateTemplates dates, Optional<LogZone> timeZone) {

  /**
   * No rules yet, and the default forms of dates.
   *
   * @param year the current one: dates are looked for in plausible years only
   */
  public static FilterSettings standard(int year) {
    return new FilterSettings(
        FilterRules.empty(), "", DateTemplates.defaults(year), Optional.empty());
  }

  public FilterSettings withRules(FilterRules changed) {
    return new FilterSettings(changed, datePattern, dates, timeZone);
  }

  /**
   * @throws DatePatternException if it is no pattern
   */
  public FilterSettings withDatePattern(String pattern, int year) throws DatePatternException {
    return new FilterSettings(rules, pattern, DateTemplates.parse(pattern, year), timeZone);
  }

  /**
   * @param zone empty for the machine's
   * @throws DatePatternException if there is no such zone
   */
  public FilterSettings withTimeZone(String zone) throws DatePatternException {
    Optional<LogZone> parsed = zone.isBlank() ? Optional.empty() : Optional.of(LogZone.parse(zone));
    return new FilterSettings(rules, datePattern, dates, parsed);
  }

  /** True if dates are to be looked for in the same way. */
  boolean datesAs(FilterSettings other) {
    return datePattern.equals(other.datePattern) && timeZone.equals(other.timeZone);
  }
}
