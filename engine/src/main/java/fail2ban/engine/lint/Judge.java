package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Trial;
import fail2ban.engine.filter.Trial.Outcome;
import fail2ban.engine.prefilter.TrialScreen;
import fail2ban.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what a filter as a whole makes of a line. Belongs to one thread. */
final class Judge {

  private final Trial trial;
  private final TrialScreen screen;
  private final BitSet worthTrying = new BitSet();

  Judge(FilterRules rules) {
    this.trial = new Trial(rules, false, false);
    this.screen = new TrialScreen(trial);
  }

  /** What came of the line: the first failregex that matches decides. */
  Outcome outcome(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    screen.candidates(bytes, 0, bytes.length, bytes.length, bytes.length, worthTrying);
    return trial.search(new MatchedLine(line, "", ""), worthTrying);
  }

  /**
   * Somebody whom a filter blames.
   *
   * @param failregex the index of the expression that found him
   */
  record Blame(String id, int failregex) {
    String outcome() {
      return "failregex " + (failregex + 1) + " finds " + id;
    }
  }

  /** Whom the filter would blame for the line. */
  Optional<Blame> blamed(String line) {
    return outcome(line).hits().stream()
        .flatMap(hit -> id(hit.groups()).map(id -> new Blame(id, hit.failregex())).stream())
        .findFirst();
  }

  /** The first of some lines for which the filter would blame somebody in particular. */
  Optional<Remark.Evidence> against(String id, Stream<String> lines) {
    return lines
        .flatMap(line ->
            blamed(line)
                .filter(blame -> blame.id().equals(id))
                .map(blame -> new Remark.Evidence(line, blame.outcome()))
                .stream())
        .findFirst();
  }

  boolean blames(String id, String line) {
    return against(id, Stream.of(line)).isPresent();
  }

  private static Optional<String> id(Map<String, Value> groups) {
    return Identity.groups().stream()
        .map(name -> groups.getOrDefault(name, Value.NONE))
        .filter(value -> !value.equals(Value.NONE) && !value.toString().isEmpty())
        .map(Value::toString)
        .findFirst();
  }
}
