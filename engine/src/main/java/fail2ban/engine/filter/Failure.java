package fail2ban.engine.filter;

import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One failure found in a log.
 *
 * @param time when the log says it happened
 * @param attempts how many failures the source counts for it, at least 1
 * @param matches the lines that led to it, oldest first
 * @param groups what the regexes captured, by group name, in the order of the expression
 */
public record Failure(
    Offender offender,
    Instant time,
    int attempts,
    List<MatchedLine> matches,
    Map<String, Value> groups) {

  public Failure {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts " + attempts);
    }
    matches = List.copyOf(matches);
    groups = Collections.unmodifiableMap(GroupMap.of(groups));
  }
}
