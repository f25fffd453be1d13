package fail2ban.conformance.filters;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.Screen;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the commands of the stream make of a jail's filter. Immutable. */
record FilterSettings(FilterRules rules, DateTemplates dates) {

  private static final int YEAR = 2026;

  /**
   * Carries the commands out in their order, as the server does; others than a filter's are
   * skipped.
   */
  static FilterSettings of(List<FilterCommand> commands)
      throws RegexException, DatePatternException {
    FilterRules rules = FilterRules.empty();
    DateTemplates dates = DateTemplates.parse("", YEAR);
    for (FilterCommand command : commands) {
      for (String value : command.values()) {
        rules = changed(rules, command.option(), value);
        if (command.option().equals("datepattern")) {
          dates = DateTemplates.parse(value, YEAR);
        }
      }
    }
    return new FilterSettings(rules, dates);
  }

  private static FilterRules changed(FilterRules rules, String option, String value)
      throws RegexException {
    return switch (option) {
      case "usedns" -> rules.withUseDns(UseDns.find(value).orElseThrow());
      case "maxlines" -> rules.withMaxLines((int) Double.parseDouble(value));
      case "prefregex" -> rules.withPrefregex(value);
      case "addfailregex" -> rules.addFailregex(value);
      case "addignoreregex" -> rules.addIgnoreregex(value);
      default -> rules;
    };
  }

  /** A filter that has not seen any line. */
  LineFilter filter(ZoneId zone) {
    return filter(zone, Screen::namingAll);
  }

  /** One whose lines are screened first. */
  LineFilter filter(ZoneId zone, Function<FilterRules, Screen> screens) {
    return filter(zone, screens, new Silence());
  }

  /** One that says what it has to give up. */
  LineFilter filter(ZoneId zone, Function<FilterRules, Screen> screens, Log log) {
    return new LineFilter("sample", rules, detector(zone), log, screens);
  }

  DateDetector detector(ZoneId zone) {
    return new DateDetector(dates, zone, Optional.empty());
  }

  private record Silence() implements Log {
    @Override
    public void write(Severity severity, String message) {}

    @Override
    public boolean wants(Severity severity) {
      return false;
    }
  }
}
