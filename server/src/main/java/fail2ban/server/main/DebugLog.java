package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;

/** A log that takes everything as DEBUG: for commands whose failure is an answer. */
record DebugLog(Log log) implements Log {

  @Override
  public void write(Severity severity, String message) {
    log.write(Severity.DEBUG, message);
  }

  @Override
  public boolean wants(Severity severity) {
    return log.wants(Severity.DEBUG);
  }
}
