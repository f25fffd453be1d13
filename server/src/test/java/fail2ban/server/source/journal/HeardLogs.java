package fail2ban.server.source.journal;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is logged, each as {@code LEVEL message}. */
final class HeardLogs implements Logs, Log {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public Log named(String module) {
    return this;
  }

  @Override
  public void write(Severity severity, String message) {
    lines.add(severity + " " + message);
  }

  @Override
  public boolean wants(Severity severity) {
    return true;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
