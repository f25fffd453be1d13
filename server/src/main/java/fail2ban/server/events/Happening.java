package fail2ban.server.events;

import fail2ban.engine.jail.Effect;
import java.time.Instant;

/**
 * Something to tell of.
 *
 * @param time when we were told
 */
record Happening(Instant time, String jail, Effect effect) {}
