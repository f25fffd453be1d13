package fail2ban.client.samples;

import fail2ban.engine.address.FailureId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what was found in a case against what was to be found. */
final class Comparison {

  private static final String NOTHING = "nothing";

  private final List<Difference> differences = new ArrayList<>();

  /**
   * Something that is not as it should be.
   *
   * @param line where the file says otherwise, or where something was found too much
   */
  record Difference(int line, String expected, String found) {}

  private Comparison() {}

  static List<Difference> of(List<ExpectedFailure> expected, List<Finding> found) {
    var comparison = new Comparison();
    for (int index = 0; index < Math.max(expected.size(), found.size()); index++) {
      if (index >= found.size()) {
        ExpectedFailure missing = expected.get(index);
        comparison.add(missing.number(), shown(missing), NOTHING);
      } else if (index >= expected.size()) {
        String more = expected.isEmpty() ? NOTHING : "nothing more";
        comparison.add(found.get(index).line(), more, shown(found.get(index)));
      } else {
        comparison.compare(expected.get(index), found.get(index));
      }
    }
    return comparison.differences;
  }

  private void compare(ExpectedFailure expected, Finding found) {
    int line = expected.number();
    if (!sameId(expected.id(), found.id())) {
      add(line, shown(expected), shown(found));
      return;
    }
    for (Map.Entry<String, String> group : expected.groups().entrySet()) {
      String value = found.group(group.getKey());
      if (!value.equals(group.getValue())) {
        add(line, shown(expected, group.getKey(), group.getValue()), shown(found, group, value));
      }
    }
    Instant time = found.failure().time();
    if (expected.time().filter(said -> !sameTime(said, time)).isPresent()) {
      String read = shown(time.atZone(SampleFilter.ZONE).toLocalDateTime());
      add(
          line,
          shown(expected, "time", shown(expected.time().get())),
          found.id() + " time=" + read);
    }
  }

  private void add(int line, String expected, String found) {
    differences.add(new Difference(line, expected, found));
  }

  static boolean sameId(String expected, String found) {
    return FailureId.of(expected).text().equals(FailureId.of(found).text());
  }

  /** Fractions of a second count if the file gives them. */
  private static boolean sameTime(LocalDateTime said, Instant read) {
    Instant wanted = said.atZone(SampleFilter.ZONE).toInstant();
    boolean whole = said.equals(said.truncatedTo(ChronoUnit.SECONDS));
    ChronoUnit unit = whole ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    return wanted.truncatedTo(unit).equals(read.truncatedTo(unit));
  }

  private static String shown(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
  }

  private static String shown(ExpectedFailure expected) {
    var text = new StringBuilder(expected.id());
    expected
        .groups()
        .forEach((name, value) -> text.append(' ').append(name).append('=').append(quoted(value)));
    return text.toString();
  }

  private static String shown(ExpectedFailure expected, String group, String value) {
    return expected.id() + " " + group + "=" + quoted(value);
  }

  private static String shown(Finding found) {
    String user = found.group("user");
    return found.id() + (user.isEmpty() ? "" : " user=" + quoted(user));
  }

  private static String shown(Finding found, Map.Entry<String, String> group, String value) {
    boolean there = Optional.ofNullable(found.failure().groups().get(group.getKey())).isPresent();
    return found.id() + (there ? " " + group.getKey() + "=" + quoted(value) : " without it");
  }

  private static String quoted(String value) {
    return value.isEmpty() || value.matches(".*[\\s\"].*")
        ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : value;
  }
}
