package fail2ban.engine.filter;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was logged, as {@code WARNING text}. */
final class RecordedLog implements Log {

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void write(Severity severity, String message) {
    lines.add(severity + " " + message);
  }

  @Override
  public boolean wants(Severity severity) {
    return true;
  }
}
