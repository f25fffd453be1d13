package fail2ban.conformance.filters;

import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a sample through the filter of its name, each line with each set of options that it is
 * meant for, and notes what does not come out as the sample says. The environment is that of
 * fail2ban's tests: summer 2005, Central European time.
 */
final class Replay {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.ofEpochSecond(1_124_013_600);
  private static final String JOURNAL_DATE = "2005-08-14T10:00:00";

  private final String name;
  private final Map<FilterCall, FilterSettings> settings;
  private final Map<FilterCall, LineFilter> running = new LinkedHashMap<>();
  private final Set<String> hit = new HashSet<>();
  private final Map<String, Integer> described = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Replays all lines. */
  Replay(String name, List<SampleLine> lines, Map<FilterCall, FilterSettings> settings) {
    this.name = name;
    this.settings = settings;
    for (SampleLine line : lines) {
      for (Map<String, Object> options : line.options()) {
        if (line.appliesTo(name, options)) {
          replay(line, options);
        }
      }
    }
  }

  /** The filters that a sample needs. */
  static Collection<FilterCall> calls(String name, List<SampleLine> lines) {
    return lines.stream()
        .flatMap(line -> line.options().stream())
        .map(options -> FilterCall.of(name, options))
        .distinct()
        .toList();
  }

  private void replay(SampleLine line, Map<String, Object> options) {
    var call = FilterCall.of(name, options);
    LineFilter filter =
        running.computeIfAbsent(call, _ -> Objects.requireNonNull(settings.get(call)).filter(ZONE));
    Verdict verdict = examine(filter, line, options);
    failregex(verdict).ifPresent(index -> hit.add(filter.rules().failregexTexts().get(index)));
    if (line.described()) {
      described.merge(line.file(), 1, Integer::sum);
    }
    new Expectation(line.expected(), ZONE)
        .fault(verdict)
        .ifPresent(fault -> faults.add(line.where() + " " + call + ": " + fault));
  }

  private static Verdict examine(LineFilter filter, SampleLine line, Map<String, Object> options) {
    LineClock clock = LineClock.unlimited(NOW);
    if ("journal".equals(options.get("logtype"))) {
      String message = options.getOrDefault("test.prefix-line", "") + line.text();
      return filter.examineDated(JOURNAL_DATE, message, NOW, clock);
    }
    return filter.examine(line.text(), clock);
  }

  private static OptionalInt failregex(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Found found -> OptionalInt.of(found.failregex());
      case Verdict.NoFailure no -> OptionalInt.of(no.failregex());
      case Verdict.Undated undated -> OptionalInt.of(undated.failregex());
      case Verdict.NoMatch _, Verdict.Ignored _, Verdict.TooOld _ -> OptionalInt.empty();
    };
  }

  /** What came out otherwise than the sample says, with file and line. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many expectations were held against a verdict, by file. */
  Map<String, Integer> described() {
    return Map.copyOf(described);
  }

  /** The failregexes that no line made use of, whatever the options; each is named once. */
  Set<String> unhit() {
    var unhit = new LinkedHashSet<String>();
    for (LineFilter filter : running.values()) {
      unhit.addAll(filter.rules().failregexTexts());
    }
    unhit.removeAll(hit);
    return unhit;
  }
}
