package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.value.Value;
import java.time.Duration;
import java.time.Instant;

/**
 * What happened in a jail that an operator may want to read. The log's wording is found elsewhere.
 */
public sealed interface JailEvent {

  FailureId id();

  /** A failure was found in a log. */
  record Found(FailureId id, Instant time) implements JailEvent {}

  /**
   * A failure of somebody who was banned before counts more.
   *
   * @param bans how many times he was banned
   * @param weight for how many failures it counts, as Python would have it
   * @param enough whether that alone is enough for a ban
   */
  record FoundAgain(FailureId id, Instant time, int bans, Value weight, boolean enough)
      implements JailEvent {}

  /** A failure was reported by the {@code attempt} command. */
  record Attempted(FailureId id, Instant time) implements JailEvent {}

  /**
   * A failure does not count.
   *
   * @param rule what decided: {@code ip}, {@code dns}, {@code command} …
   */
  record Ignored(FailureId id, String rule) implements JailEvent {}

  /** The ban would have ended before it began. */
  record TooLateToBan(FailureId id) implements JailEvent {}

  record Banned(FailureId id) implements JailEvent {}

  /**
   * Somebody is banned who was banned before.
   *
   * @param bans how many times before
   * @param last when that was
   * @param plain the jail's ban time
   * @param longer the ban time that he gets
   */
  record KnownOffender(FailureId id, int bans, Instant last, BanTime plain, BanTime longer)
      implements JailEvent {}

  /**
   * His ban lasts longer than usual.
   *
   * @param bans how many times banned, this one included
   */
  record BanIncreased(FailureId id, int bans, BanTime banTime, Instant start)
      implements JailEvent {}

  /**
   * The ban time of a known offender could not be computed; he gets the usual one.
   *
   * @param reason in Python's words
   */
  record NoBanTime(FailureId id, String reason) implements JailEvent {}

  /** A ban from before the last stop stands again. */
  record BanRestored(FailureId id) implements JailEvent {}

  /**
   * A failure of somebody whose ban is in force: the ban does not hold him, or lines came late.
   *
   * @param sinceBan time from the begin of the ban to this failure's ban
   */
  record AlreadyBanned(FailureId id, Duration sinceBan) implements JailEvent {}

  /** A ban ended, by time or by command. */
  record Unbanned(FailureId id) implements JailEvent {}

  /** A ban is lifted because the jail stops; it comes back with it. */
  record Repealed(FailureId id) implements JailEvent {}
}
