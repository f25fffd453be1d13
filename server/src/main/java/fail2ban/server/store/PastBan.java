package fail2ban.server.store;

import fail2ban.engine.jail.BanTime;
import java.time.Instant;

/** A ban that the database remembers, whether it is over or not. */
public record PastBan(String jail, Instant start, BanTime banTime) {}
