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
 */
record Comparison(Question question, String theirs, String ours) {

  static Comparison of(Question question, String theirs) {
    return new Comparison(question, theirs, answer(question));
  }

  /** How the answers differ, unless they agree or one side did not come to a result. */
  Optional<String> difference() {
    boolean isDecided =
        !theirs.equals("T") && !ours.startsWith("G ") && !ours.contains("not supported");
    return isDecided && !agree() && !repeatsTheEmptyText()
        ? Optional.of(question + "\n  python " + theirs + "\n  ours   " + ours)
        : Optional.empty();
  }

  /**
   * Whether the answers agree. Errors do so in wording and place, but for those where Python shows
   * only part of an escape, or no place, or sees a backslash at the end before all else.
   */
  private boolean agree() {
    if (!theirs.startsWith("E ") || !ours.startsWith("E ")) {
      return theirs.equals(ours);
    }
    return theirs.startsWith("E bad escape (end")
        || Stream.of("look-behind requires", "bad character range", "unknown extension")
            .anyMatch(start -> theirs.startsWith(start, 2) && ours.startsWith(start, 2))
        || theirs.equals(ours);
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

  private static String answer(Question question) {
    Set<PythonPattern.Flag> flags = EnumSet.noneOf(PythonPattern.Flag.class);
    if (question.ignoreCase()) {
      flags.add(PythonPattern.Flag.IGNORECASE);
    }
    if (question.multiline()) {
      flags.add(PythonPattern.Flag.MULTILINE);
    }
    try {
      PythonPattern pattern = PythonPattern.compile(question.pattern(), flags);
      return switch (pattern.search(question.text(), StepBudget.STANDARD)) {
        case Search.Match match -> "M " + spans(match, question.text(), pattern.groupCount());
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
