package fail2ban.server.jail;

import fail2ban.engine.log.Log;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Says once a day that a log's bytes are not what its encoding says. Owned by the jail's thread.
 */
final class EncodingWarnings {

  private final Log log;
  private final InstantSource clock;
  private final ZoneId zone;
  private @Nullable LocalDate saidOn;

  EncodingWarnings(Log log, InstantSource clock, ZoneId zone) {
    this.log = log;
    this.clock = clock;
    this.zone = zone;
  }

  void damaged(String file, String encoding, String line) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (!today.equals(saidOn)) {
      saidOn = today;
      log.warning("Error decoding line from '" + file + "' with '" + encoding + "'.");
      log.warning(
          "Consider setting logencoding to appropriate encoding for this jail. Continuing to process"
              + " line ignoring invalid characters: "
              + line);
    }
  }
}
