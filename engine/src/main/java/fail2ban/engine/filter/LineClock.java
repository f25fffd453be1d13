package fail2ban.engine.filter;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a line is read at.
 *
 * @param now the current time
 * @param inOperation true once the end of the log was reached: what comes now has just happened
 * @param findtime how old a failure may be, when a jail still catches up
 */
public record LineClock(Instant now, boolean inOperation, Duration findtime) {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** For trying a filter on a log: no line is too old, in the future, or without a date. */
  public static LineClock unlimited(Instant now) {
    return new LineClock(now, false, FOREVER);
  }

  boolean isUnlimited() {
    return findtime.equals(FOREVER);
  }
}
