package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import java.time.Duration;
import java.time.Instant;

/**
 * What happened in a jail that an operator may want to read. The log's wording is found elsewhere.
 */
public sealed interface JailEvent {

  FailureId id();

  /** A failure was found in a log. */
  record Found(FailureId id, Instant time) implements JailEvent {}

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
