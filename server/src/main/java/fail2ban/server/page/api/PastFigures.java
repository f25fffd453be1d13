package fail2ban.server.page.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of the jails' figures. Asked on requests' threads. */
@FunctionalInterface
public interface PastFigures {

  /** Nothing is. */
  PastFigures NONE = (_, _) -> Optional.empty();

  /**
   * Curves of equal distance between their points.
   *
   * @param curves by what they show, such as {@code banned}; NaN where nothing is known
   */
  record Curves(Instant from, Instant to, Map<String, List<Double>> curves) {
    public Curves {
      curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
    }
  }

  /**
   * @param jail only of this one; empty for all together
   * @param span until now
   * @return empty if nothing is remembered
   */
  Optional<Curves> of(Optional<String> jail, Duration span);
}
