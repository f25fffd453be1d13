package fail2ban.conformance.filters;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.StepBudget;
import java.time.Instant;
import java.util.List;

/**
 * Counts the steps that a filter's expressions take on a line without its date, none of them
 * screened away: an upper bound of what a jail's do. Belongs to one thread.
 */
record LineSteps(FilterRules rules, DateDetector dates, Instant now) {

  private static final StepBudget BUDGET = StepBudget.STANDARD;

  /** Of all expressions together; 0 for a line beyond ASCII. */
  long of(String line) {
    String text =
        dates
            .find(line, now)
            .map(date -> line.substring(0, date.start()) + line.substring(date.end()))
            .orElse(line);
    long steps = sum(rules.ignoreregex(), text);
    if (rules.prefregex().isEmpty()) {
      return steps + sum(rules.failregex(), text);
    }
    FilterRegex prefix = rules.prefregex().get();
    steps += sum(List.of(prefix), text);
    return prefix.pattern().search(text, BUDGET) instanceof Search.Match match
        ? steps + sum(rules.failregex(), content(prefix, match, text))
        : steps;
  }

  private static String content(FilterRegex prefix, Search.Match match, String text) {
    String content =
        prefix.pattern().groups().containsKey("content") ? match.group("content") : text;
    return content == null ? text : content;
  }

  private static long sum(List<FilterRegex> expressions, String text) {
    return expressions.stream().mapToLong(regex -> regex.pattern().steps(text, BUDGET)).sum();
  }
}
