package fail2ban.client;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZonedDateTime;

/**
 * What the client has to say beside its results: lines on standard error in the form of the
 * server's log. Belongs to one program run.
 */
final class ClientLog implements Logs {

  private final PrintStream err;
  private final Clock clock;
  private final long pid;
  private final Severity threshold;
  private volatile String lastError = "";

  ClientLog(PrintStream err, Clock clock, long pid, int verbosity) {
    this.err = err;
    this.clock = clock;
    this.pid = pid;
    this.threshold = threshold(verbosity);
  }

  @Override
  public Log named(String module) {
    return new ModuleLog("fail2ban." + module);
  }

  /** The log of the client itself. */
  Log own() {
    return new ModuleLog("fail2ban");
  }

  /** What went wrong last; empty if nothing did. */
  String lastError() {
    return lastError;
  }

  private static Severity threshold(int verbosity) {
    return switch (Math.clamp(verbosity, 0, 4)) {
      case 0 -> Severity.ERROR;
      case 1 -> Severity.WARNING;
      case 2 -> Severity.INFO;
      case 3 -> Severity.DEBUG;
      default -> Severity.HEAVYDEBUG;
    };
  }

  private final class ModuleLog implements Log {

    private final String name;

    ModuleLog(String name) {
      this.name = name;
    }

    @Override
    public void write(Severity severity, String message) {
      if (severity == Severity.ERROR) {
        lastError = message;
      }
      if (wants(severity)) {
        var line = new StringBuilder(80 + message.length());
        stamp(ZonedDateTime.now(clock), line);
        padded(line.append(' '), name, 24).append('[').append(pid).append("]: ");
        err.println(padded(line, severity.name(), 7).append(' ').append(message));
      }
    }

    @Override
    public boolean wants(Severity severity) {
      return severity.number() >= threshold.number();
    }
  }

  private static void stamp(ZonedDateTime time, StringBuilder out) {
    digits(out, time.getYear(), 4).append('-');
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append(' ');
    digits(out, time.getHour(), 2).append(':');
    digits(out, time.getMinute(), 2).append(':');
    digits(out, time.getSecond(), 2).append(',');
    digits(out, time.getNano() / 1_000_000, 3);
  }

  private static StringBuilder digits(StringBuilder out, int number, int width) {
    String text = Integer.toString(number);
    return out.repeat('0', Math.max(0, width - text.length())).append(text);
  }

  private static StringBuilder padded(StringBuilder out, String text, int width) {
    return out.append(text).repeat(' ', Math.max(0, width - text.length()));
  }
}
