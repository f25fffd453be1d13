package fail2ban.server.store;

import fail2ban.engine.jail.BanTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Which stored bans a jail takes back, and for how long.
 *
 * @param banTime the jail's own
 * @param increment whether offenders get longer bans each time, so that a stored ban may outlast
 *     the jail's ban time
 * @param maxTime the longest ban that increments may lead to; empty for no limit
 */
public record RestoreRule(BanTime banTime, boolean increment, Optional<BanTime> maxTime) {

  /** Stored by an upgrade from a schema without ban times. */
  private static final long AS_JAIL = -2;

  public static RestoreRule plain(BanTime banTime) {
    return new RestoreRule(banTime, false, Optional.empty());
  }

  /**
   * The ban time that a stored ban has from now on; empty if it is over.
   *
   * @param start when the ban began
   * @param stored seconds as stored, −1 for a permanent ban, −2 for the jail's ban time
   */
  Optional<BanTime> apply(Instant start, long stored, Instant now) {
    if (!increment && !banTime.endOf(start).isAfter(now)) {
      return Optional.empty();
    }
    BanTime wanted = stored == AS_JAIL ? banTime : new BanTime(stored);
    BanTime allowed = shorter(wanted, longest());
    return allowed.endOf(start).isAfter(now) ? Optional.of(allowed) : Optional.empty();
  }

  private BanTime longest() {
    return increment ? maxTime.orElse(BanTime.PERMANENT) : banTime;
  }

  private static BanTime shorter(BanTime one, BanTime other) {
    if (one.permanent()) {
      return other;
    }
    return other.permanent() || one.seconds() <= other.seconds() ? one : other;
  }
}
