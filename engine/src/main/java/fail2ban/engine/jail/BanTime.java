package fail2ban.engine.jail;

import java.time.Instant;

/**
 * How long a ban lasts.
 *
 * @param seconds −1 for a permanent ban; other negative values end at once, as in fail2ban
 */
public record BanTime(long seconds) {

  public static final BanTime PERMANENT = new BanTime(-1);

  public boolean permanent() {
    return seconds == -1;
  }

  /** When a ban of this length that begins at {@code start} ends; far away if it is permanent. */
  public Instant endOf(Instant start) {
    return permanent() ? Instant.MAX : start.plusSeconds(seconds);
  }
}
