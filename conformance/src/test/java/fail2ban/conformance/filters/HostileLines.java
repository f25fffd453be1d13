package fail2ban.conformance.filters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Long lines that nearly match: what somebody would send who wants a filter to try every way in
 * which it could. Made of a line that does match.
 *
 * @param length characters of each line
 */
record HostileLines(int length) {

  /** What the repeats of expressions take: letters, blanks, numbers, the marks between fields. */
  private static final List<String> RUNS =
      List.of("a", " ", "a ", "1", ": a", "[1.2.3.4", "a from ", "\"", ".a", "/a=");

  private static final int CUTS = 12;
  private static final int LONGEST_PIECE = 20;

  /** For a filter of which no line is known. */
  static final String UNKNOWN = "Nov 23 10:00:00 host daemon[123]: error from 192.0.2.1 port 22";

  /** A name for each line, and the line. */
  record Hostile(String name, String text) {}

  List<Hostile> of(String sample) {
    var lines = new ArrayList<Hostile>();
    for (int cut : cuts(sample)) {
      String head = sample.substring(0, cut);
      String tail = sample.substring(cut);
      for (String piece : pieces(head)) {
        String name = String.format(Locale.ROOT, "%s… '%s'", end(head), piece);
        lines.add(new Hostile(name, filled(head, piece, "!")));
        lines.add(new Hostile(name + " …", filled(head, piece, "!" + tail)));
      }
    }
    return lines;
  }

  /** Behind words and marks, the later ones if there are many: dates stand in front. */
  private static List<Integer> cuts(String sample) {
    List<Integer> cuts =
        IntStream.rangeClosed(1, sample.length())
            .filter(index -> !Character.isLetterOrDigit(sample.charAt(index - 1)))
            .boxed()
            .toList();
    return cuts.subList(Math.max(0, cuts.size() - CUTS), cuts.size());
  }

  /** The runs, and what the head itself ends with. */
  private static List<String> pieces(String head) {
    return Stream.concat(RUNS.stream(), Stream.of(end(head))).toList();
  }

  private static String end(String head) {
    return head.substring(Math.max(0, head.length() - LONGEST_PIECE));
  }

  private String filled(String head, String piece, String tail) {
    int room = Math.max(1, length - head.length() - tail.length());
    return head + piece.repeat(room / piece.length()) + tail;
  }
}
