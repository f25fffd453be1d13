package fail2ban.conformance.regex;

import fail2ban.conformance.support.Finished;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what two programs print, apart from what cannot be the same. */
final class Difference {

  /** The text of a time, which Python prints without decimals if the log names a zone. */
  private static final Pattern ROW_TIME = Pattern.compile("(?m)^(\\[.*?,\t)(\\d+)(?:\\.0)?(,\t)");

  /** Undated lines have no time there, and the last one or the present one here. */
  private static final Pattern NO_TIME = Pattern.compile("^\\[.*?,\t(?:None|\\d+\\.\\d+),\t");

  /** Python's sets have no order. */
  private static final Pattern SET = Pattern.compile("\\{('[^:{}]*')\\}");

  private Difference() {}

  static Optional<String> between(Finished ours, Finished theirs) {
    if (ours.status() != theirs.status()) {
      return Optional.of("status " + ours + "\ninstead of " + theirs);
    }
    List<String> own = lines(ours.out());
    List<String> wanted = lines(theirs.out());
    for (int line = 0; line < Math.max(own.size(), wanted.size()); line++) {
      String mine = line < own.size() ? own.get(line) : "(nothing)";
      String other = line < wanted.size() ? wanted.get(line) : "(nothing)";
      if (!same(mine, other)) {
        return Optional.of("line " + (line + 1) + ":\n  " + mine + "\ninstead of\n  " + other);
      }
    }
    return Optional.empty();
  }

  private static boolean same(String mine, String other) {
    return mine.equals(other)
        || (NO_TIME.matcher(other).find()
            && mine.replaceFirst(",\t[^\t]*,\t", "")
                .equals(other.replaceFirst(",\t[^\t]*,\t", "")));
  }

  static List<String> lines(String out) {
    String text = ROW_TIME.matcher(out).replaceAll("$1$2$3");
    text = text.replaceAll("(?m)^\\[processed in .*\\]$", "[processed]");
    // The one default form that 1.0.2 has in another version.
    text =
        text.replace(
            "ExDay(?:-|T|  ?)Ex24hour:?ExMinute:?ExSecond",
            "ExDay(?:T|  ?)Ex24hourExMinuteExSecond");
    return inFixedOrder(SET.matcher(text).replaceAll(Difference::sorted).lines().toList());
  }

  /**
   * The forms of dates with their hits are the same, but a special form (Epoch, TAI64N) may stand
   * further up there: the programs differ in when a form that was just found moves up again.
   */
  private static List<String> inFixedOrder(List<String> lines) {
    int from = lines.indexOf("|- [# of hits] date format") + 1;
    if (from == 0 || lines.stream().anyMatch(line -> line.startsWith("|      # weight"))) {
      return lines;
    }
    int to = from + lines.subList(from, lines.size()).indexOf("`-");
    var ordered = new ArrayList<>(lines);
    ordered.subList(from, to).sort(null);
    return ordered;
  }

  private static String sorted(MatchResult set) {
    return Matcher.quoteReplacement(
        Arrays.stream(set.group(1).split(", "))
            .sorted()
            .collect(Collectors.joining(", ", "{", "}")));
  }
}
