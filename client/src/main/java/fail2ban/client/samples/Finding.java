package fail2ban.client.samples;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.value.Value;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure that a filter found.
 *
 * @param line the number of the log line that made it complete
 */
public record Finding(int line, Failure failure) {

  /** Whom it is held against. */
  public String id() {
    return switch (failure.offender()) {
      case Offender.Known known -> known.id().text();
      case Offender.Host host -> host.name();
    };
  }

  /** The text of a group; empty if it took no part. */
  public String group(String name) {
    return Optional.ofNullable(failure.groups().get(name)).map(Finding::text).orElse("");
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Group set ->
          set.items().stream()
              .map(Value::toString)
              .sorted(Comparator.naturalOrder())
              .collect(Collectors.joining(", "));
      case Value.Tuple tuple ->
          tuple.items().stream().map(Value::toString).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }
}
