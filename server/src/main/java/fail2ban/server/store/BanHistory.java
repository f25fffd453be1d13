package fail2ban.server.store;

import fail2ban.engine.jail.BanTime;
import java.time.Instant;

/**
 * What the database remembers of an offender: the base of increasing ban times.
 *
 * @param count how many times banned
 * @param last begin of the latest ban
 * @param banTime length of the latest ban
 */
public record BanHistory(int count, Instant last, BanTime banTime) {}
