package fail2ban.server.report;

import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;

/**
 * One message, ready to be logged.
 *
 * @param module the part of the logger's name after {@code fail2ban.}
 */
public record Message(String module, Severity severity, String text) {

  public void to(Logs logs) {
    logs.named(module).write(severity, text);
  }
}
