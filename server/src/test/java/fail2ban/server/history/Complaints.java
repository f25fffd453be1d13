package fail2ban.server.history;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.util.ArrayList;
import java.util.List;

/** A log to look into. */
final class Complaints implements Log {

  final List<String> all = new ArrayList<>();

  @Override
  public void write(Severity severity, String message) {
    all.add(severity + " " + message);
  }

  @Override
  public boolean wants(Severity severity) {
    return true;
  }
}
