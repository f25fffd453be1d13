package fail2ban.engine.action;

import fail2ban.engine.jail.BanTime;

/**
 * What action tags tell of a jail, at one moment.
 *
 * @param banTime the jail's ban time, shown by {@code <bantime>} where no ban is at hand
 * @param banned addresses banned now, {@code <jail.banned>}
 * @param bannedTotal bans since the jail started
 * @param found offenders counted now, {@code <jail.found>}
 * @param foundTotal failures since the jail started
 */
public record JailFacts(
    String name, BanTime banTime, long banned, long bannedTotal, long found, long foundTotal) {}
