package fail2ban.client.samples;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A failure that a case is to give.
 *
 * @param number of the line that says so
 * @param id as text
 * @param groups values by group name; a group that took no part has none
 * @param time local
 */
public record ExpectedFailure(
    int number, String id, Map<String, String> groups, Optional<LocalDateTime> time) {

  public ExpectedFailure {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }
}
