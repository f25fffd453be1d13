package fail2ban.engine.filter.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.date.DateDetector;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.Value;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the sample logs of an installed fail2ban through its own filters, as its client expands
 * them, and holds what is found against what the samples say. Skipped where fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class SampleLogTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.ofEpochSecond(1_124_013_600);
  private static final String JOURNAL_DATE = "2005-08-14T10:00:00";
  private static final Set<String> NO_GROUPS =
      Set.of("match", "time", "host", "desc", "constraint", "attempts");

  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("uuuu-M-d'T'H:m:s[.SSSSSS][.SSS][.SS]");

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> everySampleLineGetsTheVerdictItIsMarkedWith() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    var filters = new InstalledFilters();
    var samples = new TreeMap<String, List<SampleLine>>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(InstalledFilters.SAMPLES)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          String name = file.getFileName().toString();
          samples.put(name, SampleFile.read(InstalledFilters.SAMPLES, name));
        }
      }
    }
    samples.remove("sshd-journal");
    samples.forEach((name, lines) ->
        lines.forEach(line -> line.options().forEach(set -> filters.want(name, set))));
    Map<String, InstalledFilters.Expanded> expanded = filters.expand(scratch);
    return samples.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> replay(entry.getKey(), entry.getValue(), filters, expanded)));
  }

  private static void replay(
      String name,
      List<SampleLine> lines,
      InstalledFilters filters,
      Map<String, InstalledFilters.Expanded> expanded) {
    var running = new HashMap<String, LineFilter>();
    var hit = new HashMap<String, Set<String>>();
    var faults = new ArrayList<String>();
    int cases = 0;
    for (SampleLine line : lines) {
      for (Map<String, Object> set : line.options()) {
        if (!line.appliesTo(name, set)) {
          continue;
        }
        cases++;
        String jail = filters.want(name, set);
        LineFilter filter = running.computeIfAbsent(jail, _ -> filter(expanded.get(jail)));
        Verdict verdict = examine(filter, line, set);
        note(verdict, filter.rules(), hit);
        fault(line, verdict).ifPresent(fault -> faults.add(line.where() + " " + set + " " + fault));
      }
    }
    running.forEach((jail, filter) -> unhit(jail, filter, hit).forEach(faults::add));
    System.out.printf("sample %s: %d lines, %d faults%n", name, cases, faults.size());
    assertThat(faults).isEmpty();
  }

  private static LineFilter filter(InstalledFilters.@Nullable Expanded expanded) {
    Objects.requireNonNull(expanded);
    var dates = new DateDetector(expanded.dates(), ZONE, Optional.empty());
    return new LineFilter("sample", expanded.rules(), dates, new Silence());
  }

  private static Verdict examine(LineFilter filter, SampleLine line, Map<String, Object> set) {
    LineClock clock = LineClock.unlimited(NOW);
    if ("journal".equals(set.get("logtype"))) {
      String message = set.getOrDefault("test.prefix-line", "") + line.text();
      return filter.examineDated(JOURNAL_DATE, message, NOW, clock);
    }
    return filter.examine(line.text(), clock);
  }

  private static void note(Verdict verdict, FilterRules rules, Map<String, Set<String>> hit) {
    int index =
        switch (verdict) {
          case Verdict.Found found -> found.failregex();
          case Verdict.NoFailure no -> no.failregex();
          case Verdict.Undated undated -> undated.failregex();
          case Verdict.NoMatch _, Verdict.Ignored _, Verdict.TooOld _ -> -1;
        };
    if (index >= 0) {
      hit.computeIfAbsent("", _ -> new TreeSet<>()).add(rules.failregexTexts().get(index));
    }
  }

  private static List<String> unhit(String jail, LineFilter filter, Map<String, Set<String>> hit) {
    return filter.rules().failregexTexts().stream()
        .filter(regex -> !hit.getOrDefault("", Set.of()).contains(regex))
        .map(regex -> jail + " never hit " + regex)
        .toList();
  }

  private static Optional<String> fault(SampleLine line, Verdict verdict) {
    if (!(verdict instanceof Verdict.Found found)) {
      return line.matching() ? Optional.of("gives " + verdict) : Optional.empty();
    }
    if (!line.matching()) {
      boolean information =
          found.failures().stream().allMatch(failure -> failure.groups().containsKey("nofail"));
      return information ? Optional.empty() : Optional.of("must not match but gives " + found);
    }
    return found.failures().size() == 1
        ? difference(line.expected(), found.failures().getFirst())
        : Optional.of(found.failures().size() + " failures");
  }

  private static Optional<String> difference(Map<String, Object> expected, Failure failure) {
    Object host = expected.get("host");
    String id = failure.offender() instanceof Offender.Known known ? known.id().text() : "a name";
    if (host != null && !FailureId.of(host.toString()).text().equals(id)) {
      return Optional.of("host " + id + " instead of " + host);
    }
    Object time = expected.get("time");
    if (time != null && !time.equals("None") && !sameTime(time.toString(), failure.time())) {
      return Optional.of("time " + failure.time().atZone(ZONE) + " instead of " + time);
    }
    Object attempts = expected.get("attempts");
    if (attempts instanceof Double number && number.intValue() != failure.matches().size()) {
      return Optional.of(failure.matches().size() + " lines instead of " + attempts);
    }
    return expected.entrySet().stream()
        .filter(entry -> !NO_GROUPS.contains(entry.getKey()))
        .filter(entry -> !shown(failure, entry.getKey()).equals(text(entry.getValue())))
        .map(entry -> entry + " but " + shown(failure, entry.getKey()))
        .findFirst();
  }

  private static boolean sameTime(String expected, Instant time) {
    Instant wanted = LocalDateTime.parse(expected, EXPECTED).atZone(ZONE).toInstant();
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

  private record Silence() implements Log {
    @Override
    public void write(Severity severity, String message) {}

    @Override
    public boolean wants(Severity severity) {
      return false;
    }
  }
}
