package fail2ban.server.enforce;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what was logged, as {@code module SEVERITY text}. */
final class RecordedLogs implements Logs {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Log named(String module) {
    return new Log() {
      @Override
      public void write(Severity severity, String message) {
        lines.add(module + " " + severity + " " + message);
      }

      @Override
      public boolean wants(Severity severity) {
        return true;
      }
    };
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Without the number that the lines of one command share. */
  List<String> anonymous() {
    return lines().stream().map(line -> line.replaceFirst("[0-9a-f]+ -- ", "-- ")).toList();
  }
}
