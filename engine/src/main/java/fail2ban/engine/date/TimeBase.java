package fail2ban.engine.date;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What completes a timestamp that does not say everything.
 *
 * @param now the current time
 * @param local the zone of the process, with its daylight saving
 * @param logZone the zone of lines that name none, if the administrator set one
 */
record TimeBase(Instant now, ZoneId local, Optional<LogZone> logZone) {

  /** The wall clock at {@code offset} seconds east of UTC. */
  LocalDateTime nowAt(int offset) {
    return LocalDateTime.ofEpochSecond(
        now.getEpochSecond() + offset, now.getNano(), ZoneOffset.UTC);
  }

  LocalDateTime nowLocally() {
    return LocalDateTime.ofInstant(now, local);
  }
}
