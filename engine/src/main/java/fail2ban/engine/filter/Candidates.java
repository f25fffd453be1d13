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
    screen().candidates(line.before(), line.after(), indices);
    return indices;
  }

  /** The same for a line of ASCII bytes with its date from {@code cutFrom} to {@code cutTo}. */
  BitSet in(byte[] bytes, int from, int cutFrom, int cutTo, int to) {
    screen().candidates(bytes, from, cutFrom, cutTo, to, indices);
    return indices;
  }

  private Screen screen() {
    if (screen.isEmpty()) {
      screen = Optional.of(rules.seeOneLine() ? screening.apply(rules) : Screen.namingAll(rules));
    }
    return screen.get();
  }
}
