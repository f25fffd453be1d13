package fail2ban.engine.filter;

import fail2ban.engine.log.Log;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.SearchedText;
import fail2ban.engine.pyregex.StepBudget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds expressions against texts, each search under a budget of steps. One that is given up counts
 * as no match; that is logged once a day for each expression. Owned by one jail's thread.
 */
final class RegexRunner {

  private final String jail;
  private final Log log;
  private final DailyWarnings warnings;
  private final StepBudget budget = StepBudget.STANDARD;
  private long givenUp;

  RegexRunner(String jail, Log log, DailyWarnings warnings) {
    this.jail = jail;
    this.log = log;
    this.warnings = warnings;
  }

  long givenUp() {
    return givenUp;
  }

  /**
   * @param name what the log calls the expression, for example {@code failregex 3}
   */
  Optional<Search.Match> search(
      FilterRegex regex, Supplier<String> name, SearchedText text, Instant now) {
    return switch (regex.pattern().search(text, budget)) {
      case Search.Match match -> Optional.of(match);
      case Search.NoMatch _ -> Optional.empty();
      case Search.GaveUp reason -> {
        givenUp++;
        if (warnings.due("gave up " + name.get(), now)) {
          log.warning(
              "[%s] Gave up on %s: %s. The line (%d characters) counts as not matching."
                  .formatted(jail, name.get(), reason.reason(), text.text().length()));
        }
        yield Optional.empty();
      }
    };
  }

  /** The index of the first ignoreregex that matches. */
  Optional<Integer> ignoring(List<FilterRegex> expressions, SearchedText text, Instant now) {
    for (int index = 0; index < expressions.size(); index++) {
      int number = index;
      if (search(expressions.get(index), () -> "ignoreregex " + number, text, now).isPresent()) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }
}
