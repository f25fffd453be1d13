package fail2ban.client.regex;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows messages among the report, in the form of fail2ban's log. Safe on any thread. */
final class TrialLog implements Log {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

  private final PrintStream out;
  private final Clock clock;
  private final Severity least;

  TrialLog(PrintStream out, Clock clock, Severity least) {
    this.out = out;
    this.clock = clock;
    this.least = least;
  }

  @Override
  public void write(Severity severity, String message) {
    if (wants(severity)) {
      out.println(
          "%s %-24s[%d]: %-7s %s"
              .formatted(
                  TIME.format(LocalDateTime.now(clock)),
                  "fail2ban.filter",
                  ProcessHandle.current().pid(),
                  severity,
                  message));
    }
  }

  @Override
  public boolean wants(Severity severity) {
    return severity.number() >= least.number();
  }
}
