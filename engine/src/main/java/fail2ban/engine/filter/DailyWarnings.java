package fail2ban.engine.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps what happens with every line from filling the log. Owned by one jail's thread. */
final class DailyWarnings {

  private static final Duration DAY = Duration.ofDays(1);

  private final Map<String, Instant> last = new HashMap<>();

  /** True the first time and then once a day. */
  boolean due(String subject, Instant now) {
    Instant before = last.get(subject);
    if (before != null && now.isBefore(before.plus(DAY))) {
      return false;
    }
    last.put(subject, now);
    return true;
  }
}
