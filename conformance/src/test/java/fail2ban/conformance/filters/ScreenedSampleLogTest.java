package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.prefilter.RuleScreen;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the sample logs of an installed fail2ban through its own filters, with a screen and
 * without: each filter reads its own samples, mixed with as many of all the others. Skipped where
 * fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class ScreenedSampleLogTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LineClock CLOCK = LineClock.unlimited(Instant.parse("2005-08-14T10:00:00Z"));

  private final Random random = new Random(5);

  @TempDir private Path scratch;

  @Test
  void everyFilterFindsTheSameInAMixOfLogs() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    Map<FilterCall, Set<String>> own = new LinkedHashMap<>();
    var all = new ArrayList<String>();
    for (var sample : StockFiltersTest.samples().entrySet()) {
      for (SampleLine line : sample.getValue()) {
        all.add(line.text());
        for (Map<String, Object> options : line.options()) {
          own.computeIfAbsent(FilterCall.of(sample.getKey(), options), _ -> new LinkedHashSet<>())
              .add(line.text());
        }
      }
    }
    int found = 0;
    for (var expanded : InstalledFilters.expand(own.keySet(), scratch).entrySet()) {
      found +=
          compared(expanded.getValue(), mixed(own.getOrDefault(expanded.getKey(), Set.of()), all));
    }
    assertThat(found).isGreaterThan(500);
  }

  /** How many failures both found. */
  private static int compared(FilterSettings settings, List<String> lines) {
    LineFilter plain = settings.filter(ZONE);
    LineFilter screened = settings.filter(ZONE, RuleScreen::new);
    int found = 0;
    for (String line : lines) {
      List<Failure> failures = failures(plain.examine(line, CLOCK));
      assertThat(failures(screened.examine(line, CLOCK))).describedAs(line).isEqualTo(failures);
      found += failures.size();
    }
    return found;
  }

  private static List<Failure> failures(Verdict verdict) {
    return verdict instanceof Verdict.Found found ? found.failures() : List.of();
  }

  /** The samples in their order; after each, one of another log, or two halves of others. */
  private List<String> mixed(Set<String> samples, List<String> others) {
    var lines = new ArrayList<String>();
    for (String sample : samples) {
      lines.add(sample);
      String other = any(others);
      lines.add(random.nextBoolean() ? other : half(sample) + half(other));
    }
    return lines;
  }

  private String half(String line) {
    int middle = line.length() / 2;
    return random.nextBoolean() ? line.substring(0, middle) : line.substring(middle);
  }

  private String any(List<String> lines) {
    return lines.get(random.nextInt(lines.size()));
  }
}
