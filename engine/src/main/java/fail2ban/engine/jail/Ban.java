package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A ban in force, fail2ban's ticket.
 *
 * @param start time of the failure that led to it; the ban time counts from here
 * @param banTime this ban's own length
 * @param count how many times the offender was banned, this one included
 * @param attempts the failures that led to it, shown as {@code <failures>}
 * @param matches the lines that led to it
 * @param groups what the regexes captured
 * @param restored true if the ban was taken from the database at start
 */
public record Ban(
    FailureId id,
    Instant start,
    BanTime banTime,
    int count,
    int attempts,
    List<MatchedLine> matches,
    Map<String, Value> groups,
    boolean restored) {

  public Ban {
    matches = List.copyOf(matches);
    groups = Map.copyOf(groups);
  }

  public Instant end() {
    return banTime.endOf(start);
  }

  Ban lasting(BanTime other) {
    return new Ban(id, start, other, count, attempts, matches, groups, restored);
  }

  /** The same ban of an offender who was banned so many times, this one included. */
  Ban counted(int bans) {
    return new Ban(id, start, banTime, bans, attempts, matches, groups, restored);
  }

  Ban startingAt(Instant other) {
    return new Ban(id, other, banTime, count, attempts, matches, groups, restored);
  }

  /** The same ban as seen by an action that was not there when it began. */
  public Ban asRestored() {
    return new Ban(id, start, banTime, count, attempts, matches, groups, true);
  }
}
