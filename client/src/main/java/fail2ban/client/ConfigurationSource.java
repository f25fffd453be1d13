package fail2ban.client;

import fail2ban.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a configuration's commands come from. */
interface ConfigurationSource {

  /** What the commands are wanted for. */
  enum Purpose {
    START,

    /** Any jail with a mistake is a failure. */
    TEST,

    /** Log files that do not exist are left out in silence. */
    DUMP
  }

  /**
   * @param stream the commands in the order to send them
   * @param failure why they must not be sent; empty if they may
   */
  record Reading(List<Value> stream, Optional<String> failure) {
    Reading {
      stream = List.copyOf(stream);
    }
  }

  /**
   * Reads {@code fail2ban.conf} alone: socket, pidfile, loglevel, logtarget and syslogsocket as far
   * as it names them.
   *
   * @throws UsageException if the folder or the file cannot be read
   */
  Map<String, String> early(Path folder) throws UsageException;

  /**
   * Reads everything, and logs what administrators should know about it.
   *
   * @param onlyJail the one jail to read
   * @param overrides loglevel, logtarget and syslogsocket from the command line
   */
  Reading read(
      Path folder, Purpose purpose, Optional<String> onlyJail, Map<String, String> overrides);
}
