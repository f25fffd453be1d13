package fail2ban.server.report;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;

/** The log as one part of the program sees it. Safe on any thread. */
record ModuleLog(LogBook book, String module) implements Log {

  @Override
  public void write(Severity severity, String message) {
    book.write(module, severity, message);
  }

  @Override
  public boolean wants(Severity severity) {
    return book.wants(severity);
  }
}
