package fail2ban.engine.jail;

/**
 * What {@code status} shows of a jail.
 *
 * @param failedNow offenders counted and not banned
 * @param failedTotal failures since the jail was created
 * @param bannedNow bans in force
 * @param bannedTotal bans since the jail was created, restored ones included
 */
public record JailCounts(int failedNow, long failedTotal, int bannedNow, long bannedTotal) {}
