package fail2ban.server.jail;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what was logged, as {@code SEVERITY text}. */
final class Warnings implements Log {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

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
