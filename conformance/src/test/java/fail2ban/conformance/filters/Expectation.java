package fail2ban.conformance.filters;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to come out of a sample line.
 *
 * @param said about the line in the sample; nothing means that it must not match
 * @param zone of the times said
 */
record Expectation(Map<String, Object> said, ZoneId zone) {

  private static final Set<String> NO_GROUPS =
      Set.of("match", "time", "host", "desc", "constraint", "attempts");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-M-d'T'H:m:s[.SSSSSS][.SSS][.SS]");

  /** What is wrong with the verdict; empty if it is as expected. */
  Optional<String> fault(Verdict verdict) {
    boolean match = Boolean.TRUE.equals(said.get("match"));
    if (!(verdict instanceof Verdict.Found found)) {
      return match ? Optional.of("gives " + verdict) : Optional.empty();
    }
    if (!match) {
      boolean information =
          found.failures().stream().allMatch(failure -> failure.groups().containsKey("nofail"));
      return information ? Optional.empty() : Optional.of("must not match but gives " + found);
    }
    return found.failures().size() == 1
        ? difference(found.failures().getFirst())
        : Optional.of(found.failures().size() + " failures");
  }

  private Optional<String> difference(Failure failure) {
    Object host = said.get("host");
    String id = offender(failure);
    if (host != null && !FailureId.of(host.toString()).text().equals(id)) {
      return Optional.of("host " + id + " instead of " + host);
    }
    Object time = said.get("time");
    if (time != null && !time.equals("None") && !sameTime(time.toString(), failure.time())) {
      return Optional.of("time " + failure.time().atZone(zone) + " instead of " + time);
    }
    Object attempts = said.get("attempts");
    if (attempts instanceof Double number && number.intValue() != failure.matches().size()) {
      return Optional.of(failure.matches().size() + " lines instead of " + attempts);
    }
    return said.entrySet().stream()
        .filter(entry -> !NO_GROUPS.contains(entry.getKey()))
        .filter(entry -> !shown(failure, entry.getKey()).equals(text(entry.getValue())))
        .map(entry -> entry + " but " + shown(failure, entry.getKey()))
        .findFirst();
  }

  private static String offender(Failure failure) {
    return switch (failure.offender()) {
      case Offender.Known known -> known.id().text();
      case Offender.Host _ -> "a name";
    };
  }

  private boolean sameTime(String expected, Instant time) {
    Instant wanted = LocalDateTime.parse(expected, TIME).atZone(zone).toInstant();
    return Math.abs(wanted.toEpochMilli() - time.toEpochMilli()) <= 1;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).sorted().toList().toString()
        : value.toString();
  }

  private static String shown(Failure failure, String group) {
    Value value = failure.groups().get(group);
    return switch (value) {
      case null -> "None";
      case Value.Group set ->
          set.items().stream().map(Value::toString).sorted().toList().toString();
      case Value.Tuple tuple -> tuple.items().stream().map(Value::toString).toList().toString();
      default -> value.toString();
    };
  }
}
