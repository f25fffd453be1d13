package fail2ban.server.store;

import java.time.Duration;

/**
 * How much is kept; may change while the store is open.
 *
 * @param maxMatches fail2ban's dbmaxmatches: lines kept with a ban; 0 or less keeps none
 * @param purgeAge fail2ban's dbpurgeage: how long a ban is remembered
 */
public record StoreLimits(int maxMatches, Duration purgeAge) {

  /** What fail2ban's own configuration says. */
  public static final StoreLimits STOCK = new StoreLimits(10, Duration.ofDays(1));
}
