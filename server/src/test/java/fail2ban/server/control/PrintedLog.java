package fail2ban.server.control;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;

/** Writes to standard output, for a process of its own. */
final class PrintedLog implements Log {

  @Override
  public void write(Severity severity, String message) {
    if (wants(severity)) {
      System.out.println(severity + " " + message);
    }
  }

  @Override
  public boolean wants(Severity severity) {
    return severity.number() >= Severity.INFO.number();
  }
}
