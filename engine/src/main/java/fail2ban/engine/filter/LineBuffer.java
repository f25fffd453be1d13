package fail2ban.engine.filter;

import fail2ban.engine.pyregex.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The last lines, for expressions that span several ({@code maxlines}). A failure takes its lines
 * out; those around it, or skipped by {@code <SKIPLINES>}, stay. Owned by one jail's thread.
 */
final class LineBuffer {

  private List<MatchedLine> lines = new ArrayList<>();

  /** Adds a line and gives the text of the last {@code capacity} ones. */
  LineText add(MatchedLine line, int capacity) {
    lines.add(line);
    if (lines.size() > capacity) {
      lines = new ArrayList<>(lines.subList(lines.size() - capacity, lines.size()));
    }
    return LineText.of(List.copyOf(lines));
  }

  /** What is held now. */
  LineText text() {
    return LineText.of(List.copyOf(lines));
  }

  /** The lines that a match covers; they leave the buffer. */
  List<MatchedLine> take(LineText text, Search.Match match, FilterRegex regex) {
    var taken = new ArrayList<MatchedLine>();
    var kept = new ArrayList<MatchedLine>();
    int start = 0;
    for (MatchedLine line : text.lines()) {
      int end = start + line.before().length() + line.after().length() + 1;
      boolean touched = match.start() < end - 1 || (match.start() < end && match.end() <= end);
      boolean covered = touched && match.end() > start && !skipped(start, end, match, regex);
      (covered ? taken : kept).add(line);
      start = end;
    }
    lines = kept;
    return taken;
  }

  private static boolean skipped(int start, int end, Search.Match match, FilterRegex regex) {
    for (Map.Entry<String, Integer> group : regex.pattern().groups().entrySet()) {
      if (group.getKey().startsWith(GroupNames.SKIPPED)
          && match.start(group.getValue()) <= start
          && match.end(group.getValue()) >= end) {
        return true;
      }
    }
    return false;
  }
}
