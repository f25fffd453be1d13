package fail2ban.server.report;

import fail2ban.engine.log.Severity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One message on its way to the log.
 *
 * @param module the part of the logger's name after {@code fail2ban.}; empty for the program itself
 */
record Entry(Instant time, Severity severity, String module, String message) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

  /** {@code 2026-11-23 07:30:56,123}. */
  String date(ZoneId zone) {
    return DATE.format(LocalDateTime.ofInstant(time, zone));
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
