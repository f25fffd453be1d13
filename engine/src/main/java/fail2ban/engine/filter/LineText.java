package fail2ban.engine.filter;

import java.util.List;

/**
 * What the expressions are held against.
 *
 * @param text without the date, with a line feed at its end
 * @param lines the log lines it was made from, oldest first
 */
record LineText(String text, List<MatchedLine> lines) {

  static LineText of(List<MatchedLine> lines) {
    var text = new StringBuilder();
    for (MatchedLine line : lines) {
      text.append(line.before()).append(line.after()).append('\n');
    }
    return new LineText(text.toString(), lines);
  }

  /** The same lines seen through the part that the prefregex singled out. */
  LineText content(String content) {
    return new LineText(content + "\n", lines);
  }
}
