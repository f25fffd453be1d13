package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a jail remembers of an offender who is not banned yet.
 *
 * @param first begin of the window in which failures count
 * @param last time of the latest failure
 * @param retries failures within the window, held against {@code maxretry}
 * @param attempts failures since the tally was opened, shown as {@code <failures>}
 * @param matches the last lines, at most {@code maxmatches}
 * @param groups what the regexes captured, the latest values
 */
public record Tally(
    FailureId id,
    Instant first,
    Instant last,
    int retries,
    int attempts,
    List<MatchedLine> matches,
    Map<String, Value> groups) {

  public Tally {
    matches = List.copyOf(matches);
    groups = Map.copyOf(groups);
  }
}
