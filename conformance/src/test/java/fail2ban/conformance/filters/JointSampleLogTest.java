package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatedLines;
import fail2ban.engine.date.DatingStart;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.prefilter.JointScreen;
import fail2ban.engine.prefilter.RuleScreen;
import fail2ban.engine.prefilter.Telltales;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays a mix of the sample logs of an installed fail2ban through groups of its filters, as jails
 * that read one file: with what is found out for all of them at once, and each for itself. Skipped
 * where fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class JointSampleLogTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LineClock CLOCK = LineClock.unlimited(Instant.parse("2005-08-14T10:00:00Z"));
  private static final int GROUP = 12;

  private final Random random = new Random(6);

  @TempDir private Path scratch;

  /** Lines that jails read at once, and what the first to come has found out for the others. */
  private static final class Batch {

    private final List<byte[]> lines;
    private final JointScreen screen;
    private final Map<DatingStart, DatedLines> dates = new LinkedHashMap<>();

    Batch(List<String> lines, JointScreen screen) {
      this.lines =
          lines.stream().map(line -> (">" + line).getBytes(StandardCharsets.US_ASCII)).toList();
      this.screen = screen;
    }

    DatedLines dates(DateDetector detector) {
      DatingStart start = detector.start(CLOCK.now());
      for (var known : dates.entrySet()) {
        if (known.getKey().isLike(start)) {
          detector.learn(known.getValue());
          return known.getValue();
        }
      }
      var finder = new DatedLines.Finder(detector, lines.size(), CLOCK.now());
      lines.forEach(line -> finder.see(line, 1, line.length));
      dates.put(start, finder.found());
      return finder.found();
    }
  }

  /** One filter, as a jail of its own would use it and as one among others does. */
  private static final class Jail {

    private final LineFilter alone;
    private final LineFilter among;
    private final Optional<Telltales> telltales;
    private int found;
    private int passed;
    private int taught;

    Jail(FilterSettings settings) {
      alone = settings.filter(ZONE);
      among = settings.filter(ZONE, RuleScreen::new);
      telltales = Telltales.of(alone.rules());
    }

    void examine(List<String> lines, Batch batch) {
      var failures = new ArrayList<Failure>();
      lines.forEach(line -> failures.addAll(failures(alone.examine(line, CLOCK))));
      assertThat(read(batch)).describedAs("%s", lines).isEqualTo(failures);
      found += failures.size();
    }

    private List<Failure> read(Batch batch) {
      var failures = new ArrayList<Failure>();
      if (telltales.isEmpty()) {
        batch.lines.forEach(
            line -> failures.addAll(failures(among.examine(line, 1, line.length, CLOCK))));
        return failures;
      }
      int member = batch.screen.numberOf(telltales.get()).orElseThrow();
      int known = batch.dates.size();
      DatedLines dates = batch.dates(among.dates());
      taught += known == batch.dates.size() ? 1 : 0;
      boolean across = dates.anySeam(telltales.get()::mayLieAcross);
      assertThat(among.passesAlike(dates, CLOCK)).isEqualTo(dates.isReadable());
      for (int number = 0; number < batch.lines.size(); number++) {
        byte[] line = batch.lines.get(number);
        long look = batch.screen.look(line, 1, line.length);
        if (JointScreen.mayMatch(look, member) || (across && dates.isDated(number))) {
          failures.addAll(failures(among.examine(line, 1, line.length, dates, number, CLOCK)));
        } else {
          passed++;
          if (dates.isDated(number)) {
            among.passOver(line, 1, line.length, dates, number, CLOCK);
          }
        }
      }
      return failures;
    }

    void compareMemories() {
      assertThat(among.dates().hits()).isEqualTo(alone.dates().hits());
      assertThat(among.dates().lastForm()).isEqualTo(alone.dates().lastForm());
      assertThat(among.dates().givenUp()).isEqualTo(alone.dates().givenUp());
    }

    private static List<Failure> failures(Verdict verdict) {
      return verdict instanceof Verdict.Found found ? found.failures() : List.of();
    }
  }

  @Test
  void jailsThatReadOneFileFindWhatEachWouldFindAlone() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    Set<FilterCall> calls = new LinkedHashSet<>();
    var all = new ArrayList<String>();
    for (var sample : StockFiltersTest.samples().entrySet()) {
      for (SampleLine line : sample.getValue()) {
        if (line.text().chars().allMatch(character -> character < 128)) {
          all.add(line.text());
        }
        for (Map<String, Object> options : line.options()) {
          calls.add(FilterCall.of(sample.getKey(), options));
        }
      }
    }
    var settings = new ArrayList<>(InstalledFilters.expand(calls, scratch).values());
    Collections.shuffle(settings, random);
    int found = 0;
    int passed = 0;
    int taught = 0;
    for (int from = 0; from < settings.size(); from += GROUP) {
      List<Jail> jails =
          settings.subList(from, Math.min(from + GROUP, settings.size())).stream()
              .map(Jail::new)
              .toList();
      var screen =
          new JointScreen(jails.stream().flatMap(jail -> jail.telltales.stream()).toList());
      for (List<String> lines : inBatches(mixed(all))) {
        var batch = new Batch(lines, screen);
        jails.forEach(jail -> jail.examine(lines, batch));
      }
      jails.forEach(Jail::compareMemories);
      found += jails.stream().mapToInt(jail -> jail.found).sum();
      passed += jails.stream().mapToInt(jail -> jail.passed).sum();
      taught += jails.stream().mapToInt(jail -> jail.taught).sum();
    }
    assertThat(found).isGreaterThan(500);
    assertThat(passed).isGreaterThan(10_000);
    assertThat(taught).isGreaterThan(1_000);
  }

  private List<List<String>> inBatches(List<String> lines) {
    var batches = new ArrayList<List<String>>();
    for (int from = 0; from < lines.size(); ) {
      int to = Math.min(lines.size(), from + 1 + random.nextInt(40));
      batches.add(lines.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** Runs of the logs' lines in their order, and in between two halves of others. */
  private List<String> mixed(List<String> all) {
    var lines = new ArrayList<String>();
    int at = random.nextInt(all.size());
    for (int count = 0; count < all.size() / 2; count++) {
      at = random.nextInt(20) == 0 ? random.nextInt(all.size()) : (at + 1) % all.size();
      lines.add(all.get(at));
      if (random.nextInt(10) == 0) {
        String other = all.get(random.nextInt(all.size()));
        lines.add(all.get(at).substring(all.get(at).length() / 2) + other);
      }
    }
    return lines;
  }
}
