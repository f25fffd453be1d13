package fail2ban.engine.jail;

import java.time.Instant;

/**
 * What is remembered of an offender's bans: the base of increasing ban times.
 *
 * @param count how many times banned
 * @param last begin of the latest ban
 * @param banTime length of the latest ban
 */
public record BanHistory(int count, Instant last, BanTime banTime) {}
