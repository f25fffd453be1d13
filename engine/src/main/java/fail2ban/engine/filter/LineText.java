package fail2ban.engine.filter;

import fail2ban.engine.pyregex.SearchedText;
import java.util.List;

/**
 * What the expressions are held against.
 *
 * @param searched without the date, with a line feed at its end
 * @param lines the log lines it was made from, oldest first
 */
record LineText(SearchedText searched, List<MatchedLine> lines) {

  static LineText of(List<MatchedLine> lines) {
    if (lines.size() == 1) {
      MatchedLine line = lines.getFirst();
      String text = line.before().isEmpty() ? line.after() : line.before() + line.after();
      return new LineText(SearchedText.of(text + "\n"), lines);
    }
    var text = new StringBuilder();
    for (MatchedLine line : lines) {
      text.append(line.before()).append(line.after()).append('\n');
    }
    return new LineText(SearchedText.of(text.toString()), lines);
  }

  /** The same lines seen through the part that the prefregex singled out. */
  LineText content(String content) {
    return new LineText(SearchedText.of(content + "\n"), lines);
  }
}
