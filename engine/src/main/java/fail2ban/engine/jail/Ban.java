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
 * @param evidence what led to it
 * @param restored true if the ban was taken from the database at start
 */
public record Ban(
    FailureId id, Instant start, BanTime banTime, int count, Evidence evidence, boolean restored) {

  public Ban(
      FailureId id,
      Instant start,
      BanTime banTime,
      int count,
      int attempts,
      List<MatchedLine> matches,
      Map<String, Value> groups,
      boolean restored) {
    this(
        id,
        start,
        banTime,
        count,
        Evidence.of(new Evidence.Details(attempts, matches, groups)),
        restored);
  }

  /** The failures that led to it, shown as {@code <failures>}. */
  public int attempts() {
    return evidence.details().attempts();
  }

  /** The lines that led to it. */
  public List<MatchedLine> matches() {
    return evidence.details().matches();
  }

  /** What the regexes captured. */
  public Map<String, Value> groups() {
    return evidence.details().groups();
  }

  public Instant end() {
    return banTime.endOf(start);
  }

  Ban lasting(BanTime other) {
    return new Ban(id, start, other, count, evidence, restored);
  }

  /** The same ban of an offender who was banned so many times, this one included. */
  Ban counted(int bans) {
    return new Ban(id, start, banTime, bans, evidence, restored);
  }

  Ban startingAt(Instant other) {
    return new Ban(id, other, banTime, count, evidence, restored);
  }

  /** The same ban as seen by an action that was not there when it began. */
  public Ban asRestored() {
    return new Ban(id, start, banTime, count, evidence, true);
  }
}
