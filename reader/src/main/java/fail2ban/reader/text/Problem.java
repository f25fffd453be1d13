package fail2ban.reader.text;

import fail2ban.engine.log.Severity;
import java.util.Optional;

/**
 * Something an administrator should know about the configuration. Immutable.
 *
 * @param message one line, as fail2ban words it where it has words for it; without the origin
 * @param origin absent where the problem is that something is missing
 */
public record Problem(Severity severity, String message, Optional<Origin> origin) {

  public static Problem error(String message, Origin origin) {
    return new Problem(Severity.ERROR, message, Optional.of(origin));
  }

  public static Problem error(String message) {
    return new Problem(Severity.ERROR, message, Optional.empty());
  }

  public static Problem warning(String message, Origin origin) {
    return new Problem(Severity.WARNING, message, Optional.of(origin));
  }

  public static Problem warning(String message) {
    return new Problem(Severity.WARNING, message, Optional.empty());
  }

  /** The message, led by {@code file:line: } where that is known. */
  @Override
  public String toString() {
    return origin.map(place -> place + ": " + message).orElse(message);
  }
}
