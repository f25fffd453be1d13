package fail2ban.engine.filter;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which failregexes are worth trying on a line. A {@link Screen} is made when the first line comes
 * under new rules, not with each of the many commands that build them. Owned by one jail's thread.
 */
final class Candidates {

  private final Function<FilterRules, Screen> screening;
  private final BitSet indices = new BitSet();
  private FilterRules rules;
  private Optional<Screen> screen = Optional.empty();

  /**
   * @param screening makes the screen of some rules
   */
  Candidates(FilterRules rules, Function<FilterRules, Screen> screening) {
    this.rules = rules;
    this.screening = screening;
  }

  void rules(FilterRules changed) {
    if (!changed.equals(rules)) {
      rules = changed;
      screen = Optional.empty();
    }
  }

  /**
   * The indices of the failregexes to try.
   *
   * @return a set that the next call changes
   */
  BitSet in(MatchedLine line) {
    if (screen.isEmpty()) {
      screen = Optional.of(rules.seeOneLine() ? screening.apply(rules) : Screen.namingAll(rules));
    }
    screen.get().candidates(line.before(), line.after(), indices);
    return indices;
  }
}
