package fail2ban.server.report;

import fail2ban.engine.log.Severity;
import java.time.Instant;

/**
 * One message on its way to the log.
 *
 * @param module the part of the logger's name after {@code fail2ban.}; empty for the program itself
 */
record Entry(Instant time, Severity severity, String module, String message) {

  /** {@code 2026-11-23 07:30:56,123}. */
  String date(LocalTimes times) {
    return times.milliseconds(time);
  }

  String logger() {
    return module.isEmpty() ? "fail2ban" : "fail2ban." + module;
  }

  /** The severity as lines show it. */
  String level() {
    return switch (severity) {
      case TRACEDEBUG -> "TRACE";
      case HEAVYDEBUG -> "HEAVY";
      case CRITICAL, ERROR, WARNING, NOTICE, INFO, MSG, DEBUG -> severity.name();
    };
  }
}
