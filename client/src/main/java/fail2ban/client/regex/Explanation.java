package fail2ban.client.regex;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.pyregex.StepBudget;
import fail2ban.engine.value.Value;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Tells of each line which step decided about it ({@code --explain}). Each line must have gone all
 * its way before the next is dated. Owned by one thread.
 */
final class Explanation implements Listener {

  private final PrintStream out;
  private final Subject subject;
  private final DateDetector detector;
  private final ZoneId zone;
  private long number;

  Explanation(PrintStream out, Subject subject, DateDetector detector, ZoneId zone) {
    this.out = out;
    this.subject = subject;
    this.detector = detector;
    this.zone = zone;
  }

  @Override
  public void line(Heard heard) {
    MatchedLine line = heard.text().get();
    out.println("line " + ++number + ": " + line.text());
    explainDate(line, heard);
    heard
        .outcome()
        .gaveUp()
        .forEach(regex -> say(regex, "given up after too many steps, counts as not matching"));
    boolean goesOn = explainPrefregex(heard);
    for (int ignoreregex : heard.outcome().ignoredBy()) {
      say(
          "ignoreregex " + (ignoreregex + 1),
          "matches: " + subject.ignoreregexes().get(ignoreregex));
    }
    heard.hits().forEach(this::explain);
    if (goesOn && heard.outcome().hits().isEmpty() && heard.outcome().ignoredBy().isEmpty()) {
      explainNearest(line, heard);
    }
    say("verdict", verdict(heard));
    out.println();
  }

  @Override
  public void missedWasMatched(MatchedLine line) {
    out.println("an earlier line is part of this match: " + line.text() + "\n");
  }

  private void say(String step, String what) {
    out.println("  " + step + ": " + what);
  }

  private void explainDate(MatchedLine line, Heard heard) {
    if (line.date().isEmpty()) {
      say("date", "none found, time taken is " + heard.time().atZone(zone));
    } else {
      int column = line.before().length() + 1;
      say(
          "date",
          "'%s' at column %d by %s, time %s"
              .formatted(
                  line.date(),
                  column,
                  detector.lastForm().orElse("the journal"),
                  heard.time().atZone(zone)));
    }
  }

  /** False if the line goes no further. */
  private boolean explainPrefregex(Heard heard) {
    if (subject.rules().prefregex().isEmpty() || !heard.outcome().ignoredBy().isEmpty()) {
      return true;
    }
    if (heard.outcome().prefix().isEmpty()) {
      MatchedLine line = heard.text().get();
      say(
          "prefregex",
          "does not match, " + reached(subject.rules().prefregex().get(), searched(line)));
      return false;
    }
    say("prefregex", "matches, " + content(heard, "the whole line") + " is searched");
    return true;
  }

  private static String content(Heard heard, String otherwise) {
    Map<String, Value> groups = heard.outcome().prefix().orElse(Map.of());
    Value content = groups.get("content");
    return content == null || content.toString().isEmpty() ? otherwise : "'" + content + "'";
  }

  private static String searched(MatchedLine line) {
    return line.before() + line.after() + "\n";
  }

  private void explain(Hit hit) {
    String what =
        hit.information()
            ? "matches, information about a connection"
            : hit.id().map(id -> "matches, failure of " + id).orElse("matches, nobody known yet");
    say(
        "failregex " + (hit.failregex() + 1),
        what + ": " + subject.failregexes().get(hit.failregex()));
  }

  private void explainNearest(MatchedLine line, Heard heard) {
    String content = content(heard, "");
    String text =
        content.isEmpty() ? searched(line) : content.substring(1, content.length() - 1) + "\n";
    List<FilterRegex> regexes = subject.rules().failregex();
    int nearest = -1;
    int furthest = 0;
    for (int index = 0; index < regexes.size(); index++) {
      int reach = regexes.get(index).pattern().reach(text, StepBudget.STANDARD);
      if (reach > furthest) {
        nearest = index;
        furthest = reach;
      }
    }
    if (nearest < 0) {
      say("failregex", "none matches, not even in part");
    } else {
      say(
          "failregex " + (nearest + 1),
          "nearest, %s: %s".formatted(reached(text, furthest), subject.failregexes().get(nearest)));
    }
  }

  private static String reached(FilterRegex regex, String text) {
    return reached(text, regex.pattern().reach(text, StepBudget.STANDARD));
  }

  private static String reached(String text, int reach) {
    return reach == 0
        ? "not even in part"
        : "matches up to '%s', fails at '%s'"
            .formatted(text.substring(0, reach).strip(), text.substring(reach).strip());
  }

  private static String verdict(Heard heard) {
    return heard.ignored() ? "ignored" : heard.matched() ? "failure" : "missed";
  }
}
