package fail2ban.client.regex;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The report's tree of one kind of expressions with their hits. */
final class RegexHits {

  private final String title;
  private final List<String> regexes;
  private final boolean verbose;
  private final long[] counts;
  private final List<List<String>> matches = new ArrayList<>();

  /**
   * @param verbose true if each match is listed
   */
  RegexHits(String title, List<String> regexes, boolean verbose) {
    this.title = title;
    this.regexes = regexes;
    this.verbose = verbose;
    this.counts = new long[regexes.size()];
    regexes.forEach(_ -> matches.add(new ArrayList<>()));
  }

  void hit(int index) {
    counts[index]++;
  }

  /** True if {@link #note} is of any use. */
  boolean verbose() {
    return verbose;
  }

  void note(int index, String match) {
    matches.get(index).add(match);
  }

  void print(PrintStream out) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    out.println(title + ": " + total + " total");
    if (counts.length > 0 && (total > 0 || verbose)) {
      out.println("|-  #) [# of hits] regular expression");
      for (int index = 0; index < counts.length; index++) {
        print(index, out);
      }
      out.println("`-");
    }
    out.println();
  }

  private void print(int index, PrintStream out) {
    if (counts[index] > 0 || verbose) {
      out.println("|  %2d) [%d] %s".formatted(index + 1, counts[index], regexes.get(index)));
      matches.get(index).forEach(match -> out.println("|      " + match));
    }
  }
}
