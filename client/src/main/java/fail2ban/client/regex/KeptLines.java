package fail2ban.client.regex;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** One of the report's lists of lines: keeps no more of them than will be printed. */
final class KeptLines {

  private final String title;
  private final String option;
  private final long tooMany;
  private final List<String> lines = new ArrayList<>();
  private long count;

  /**
   * @param title for example {@code Missed}
   * @param tooMany the number from which on none is printed
   */
  KeptLines(String title, long tooMany) {
    this.title = title + " line(s):";
    this.option = "--print-all-" + title.toLowerCase(java.util.Locale.ROOT);
    this.tooMany = tooMany;
  }

  /** True if the next line will be wanted. */
  boolean wanted() {
    return count + 1 < tooMany;
  }

  long count() {
    return count;
  }

  void count(String line) {
    if (wanted()) {
      lines.add(line);
    }
    count++;
  }

  void countUnseen() {
    count++;
  }

  /** Takes a line back. */
  void remove(String line) {
    if (count > 0) {
      count--;
      lines.remove(line);
    }
  }

  void print(PrintStream out, Debuggex debuggex) {
    if (count == 0) {
      return;
    }
    if (count >= tooMany) {
      out.println(
          title + " too many to print.  Use " + option + " to print all " + count + " lines");
      return;
    }
    out.println("|- " + title);
    for (String line : lines) {
      debuggex.of(line).forEach(shown -> out.println("|  " + shown));
    }
    out.println("`-");
  }
}
