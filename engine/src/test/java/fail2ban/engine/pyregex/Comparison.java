package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.PythonOracle.Question;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Python and we say to the same question, in the oracle's form; {@code G} is our giving up.
 *
 * @param javas what {@code java.util.regex} says, which we ask only about texts beyond ASCII
 */
record Comparison(Question question, String theirs, String ours, String javas) {

  static Comparison of(Question question, String theirs) {
    return new Comparison(question, theirs, answer(question, false), answer(question, true));
  }

  /** How the answers differ, unless they agree or one side did not come to a result. */
  Optional<String> difference() {
    boolean weAskedJava = !question.text().chars().allMatch(character -> character < 128);
    boolean allowed = repeatsTheEmptyText();
    return (agree(ours) || (weAskedJava && allowed)) && (agree(javas) || allowed)
        ? Optional.empty()
        : Optional.of(
            question + "\n  python " + theirs + "\n  ours   " + ours + "\n  java   " + javas);
  }

  /**
   * Whether the answers agree. Errors do so in wording and place, but for those where Python shows
   * only part of an escape, or no place, or sees a backslash at the end before all else.
   */
  private boolean agree(String answer) {
    if (theirs.equals("T") || answer.startsWith("G ") || answer.contains("not supported")) {
      return true;
    }
    if (!theirs.startsWith("E ") || !answer.startsWith("E ")) {
      return theirs.equals(answer);
    }
    return theirs.startsWith("E bad escape (end")
        || Stream.of("look-behind requires", "bad character range", "unknown extension")
            .anyMatch(start -> theirs.startsWith(start, 2) && answer.startsWith(start, 2))
        || theirs.equals(answer);
  }

  /**
   * A known difference: where something that can be empty is repeated a counted number of times,
   * Java takes an empty repetition for all the others, while Python goes on.
   */
  private boolean repeatsTheEmptyText() {
    try {
      SyntaxTree tree = Parser.parse(question.pattern(), Flags.NONE);
      return repeatsTheEmptyText(tree.root(), tree.widths());
    } catch (PythonPatternException _) {
      return false;
    }
  }

  private static boolean repeatsTheEmptyText(Node node, Widths widths) {
    boolean here =
        node instanceof Node.Repeat repeat
            && (repeat.min() > 1 || (repeat.max() > 1 && repeat.max() < Node.Repeat.UNBOUNDED))
            && widths.of(repeat.body()).canBeEmpty();
    return here || node.children().stream().anyMatch(child -> repeatsTheEmptyText(child, widths));
  }

  private static String answer(Question question, boolean java) {
    Set<PythonPattern.Flag> flags = EnumSet.noneOf(PythonPattern.Flag.class);
    if (question.ignoreCase()) {
      flags.add(PythonPattern.Flag.IGNORECASE);
    }
    if (question.multiline()) {
      flags.add(PythonPattern.Flag.MULTILINE);
    }
    try {
      PythonPattern pattern = PythonPattern.compile(question.pattern(), flags);
      String text = question.text();
      StepBudget budget = StepBudget.STANDARD;
      Search found =
          java
              ? pattern.searchUnicode(SearchedText.of(text), 0, text.length(), budget)
              : pattern.search(text, budget);
      return switch (found) {
        case Search.Match match -> "M " + spans(match, text, pattern.groupCount());
        case Search.NoMatch _ -> "N";
        case Search.GaveUp(String reason) -> "G " + reason;
      };
    } catch (PythonPatternException e) {
      return "E " + e.getMessage();
    }
  }

  private static String spans(Search.Match match, String text, int groups) {
    List<String> spans = new ArrayList<>();
    for (int group = 0; group <= groups; group++) {
      spans.add(codePoints(text, match.start(group)) + "," + codePoints(text, match.end(group)));
    }
    return String.join(" ", spans);
  }

  private static int codePoints(String text, int offset) {
    return offset < 0 ? -1 : text.codePointCount(0, offset);
  }
}
