package fail2ban.server.control;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was logged. */
final class RecordedLogs implements Logs {

  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public Log named(String module) {
    return new Log() {
      @Override
      public void write(Severity severity, String message) {
        if (wants(severity)) {
          lines.add(module + " " + severity + " " + message);
        }
      }

      @Override
      public boolean wants(Severity severity) {
        return severity != Severity.DEBUG;
      }
    };
  }
}
