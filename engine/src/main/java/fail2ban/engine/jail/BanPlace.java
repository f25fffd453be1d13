package fail2ban.engine.jail;

import java.time.Instant;

/**
 * A place in the order in which a jail's bans end. It stays where it is when the ban there goes, so
 * that somebody who reads the bans piece by piece finds the next one.
 *
 * @param end far away for permanent bans
 * @param sequence tells bans apart that end at the same moment
 */
public record BanPlace(Instant end, long sequence) {}
