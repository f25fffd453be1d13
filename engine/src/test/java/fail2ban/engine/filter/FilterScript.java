package fail2ban.engine.filter;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateTemplates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A filter, fed line by line; verdicts come back as one line of text each. */
final class FilterScript {

  static final Instant NOW = Instant.parse("2005-08-14T12:00:00Z");

  final RecordedLog log = new RecordedLog();
  private final LineFilter filter;
  private LineClock clock = new LineClock(NOW, true, Duration.ofMinutes(10));

  FilterScript(FilterRules rules) {
    this(rules, Screen::namingAll);
  }

  FilterScript(FilterRules rules, Function<FilterRules, Screen> screening) {
    var dates = new DateDetector(DateTemplates.defaults(2026), ZoneOffset.UTC, Optional.empty());
    filter = new LineFilter("ssh", rules, dates, log, screening);
  }

  static FilterScript of(String... failregexes) throws RegexException {
    FilterRules rules = FilterRules.empty();
    for (String regex : failregexes) {
      rules = rules.addFailregex(regex);
    }
    return new FilterScript(rules);
  }

  LineFilter filter() {
    return filter;
  }

  FilterScript at(Instant now, boolean inOperation) {
    clock = new LineClock(now, inOperation, Duration.ofMinutes(10));
    return this;
  }

  Verdict verdict(String line) {
    return filter.examine(line, clock);
  }

  /** A line dated now. */
  String now(String text) {
    return examine("2005-08-14 12:00:00 " + text);
  }

  String examine(String line) {
    return switch (verdict(line)) {
      case Verdict.NoMatch _ -> "no match";
      case Verdict.Ignored ignored -> "ignored by " + ignored.ignoreregex();
      case Verdict.NoFailure no -> "no failure by " + no.failregex();
      case Verdict.TooOld _ -> "too old";
      case Verdict.Undated undated -> "undated by " + undated.failregex();
      case Verdict.Found found ->
          found.failregex()
              + ": "
              + found.failures().stream().map(FilterScript::text).collect(Collectors.joining(", "));
    };
  }

  private static String text(Failure failure) {
    String who =
        switch (failure.offender()) {
          case Offender.Known known -> known.id().text();
          case Offender.Host host -> "host " + host.name();
        };
    return who + " x" + failure.matches().size();
  }
}
