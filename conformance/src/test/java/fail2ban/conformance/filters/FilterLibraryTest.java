package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.client.samples.FilterSource.FilterException;
import fail2ban.client.samples.SampleFilter;
import fail2ban.conformance.library.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our filters over the sample logs of an installed fail2ban: what these expect comes out, but for
 * what docs/filter-differences.md lists. {@code -Dfilters=sshd,exim} looks at some only; what was
 * found is in {@code target/filter-differences.txt}. Skipped where fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class FilterLibraryTest {

  private static final Path FILTERS = Path.of("..", "config", "filter.d");
  private static final Path FOUND = Path.of("target", "filter-differences.txt");

  /** Of the test suite alone, no filters that are shipped. */
  private static final String OF_THE_SUITE = "zzz-";

  private static final double ENOUGH = 0.99;

  /** Of 1.0.2; what counts is a line with one set of options. */
  private static final int MANY = 1_300;

  /** What came out. */
  private static final class Outcome {
    private final Map<String, List<String>> differences = new TreeMap<>();
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();
    private int expectations;
    private int kept;
    private int filters;

    void add(Replay replay) {
      filters++;
      int described = replay.described().values().stream().mapToInt(Integer::intValue).sum();
      expectations += described;
      kept += described - replay.faults().size();
      for (String fault : replay.faults()) {
        String where = fault.substring(0, fault.indexOf(' '));
        differences.computeIfAbsent(where, _ -> new ArrayList<>()).add(fault);
      }
    }

    String text() {
      var text = new StringBuilder();
      differences.values().forEach(faults -> faults.forEach(f -> text.append(f).append('\n')));
      broken.forEach(filter -> text.append("broken: ").append(filter).append('\n'));
      return text
          + "no such filter: %s%n%d filters, %d of %d expectations as they are%n"
              .formatted(missing, filters, kept, expectations);
    }
  }

  @Test
  void whatFail2bansSampleLogsExpectComesOutButForWhatIsListed() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    Set<String> only = Library.wanted();
    Outcome outcome = replay(only);
    Files.writeString(FOUND, outcome.text());
    assertThat(outcome.broken).isEmpty();
    Map<String, String> listed = new TreeMap<>(FilterDifferences.listed().reasons());
    listed.keySet().removeIf(where -> !only.isEmpty() && !only.contains(where.split(":")[0]));
    assertThat(listed).allSatisfy((_, reason) -> assertThat(reason).isNotEmpty());
    assertThat(outcome.differences.keySet()).describedAs(outcome.text()).isEqualTo(listed.keySet());
    assertThat(outcome.missing).isEmpty();
    assertThat(outcome.kept).isGreaterThanOrEqualTo((int) (outcome.expectations * ENOUGH));
    assertThat(outcome.expectations).isGreaterThan(only.isEmpty() ? MANY : 0);
  }

  private static Outcome replay(Set<String> only) throws Exception {
    var outcome = new Outcome();
    for (Map.Entry<String, List<SampleLine>> sample : StockFiltersTest.samples().entrySet()) {
      String name = sample.getKey();
      if (name.startsWith(OF_THE_SUITE) || !(only.isEmpty() || only.contains(name))) {
        continue;
      }
      if (Files.exists(FILTERS.resolve(name + ".conf"))) {
        replay(name, sample.getValue(), outcome);
      } else {
        outcome.missing.add(name);
      }
    }
    return outcome;
  }

  private static void replay(String name, List<SampleLine> lines, Outcome outcome) {
    var settings = new LinkedHashMap<FilterCall, FilterSettings>();
    try {
      for (FilterCall call : Replay.calls(name, lines)) {
        SampleFilter filter = Library.filters().read(call.toString());
        settings.put(call, new FilterSettings(filter.rules(), filter.dates()));
      }
      outcome.add(new Replay(name, lines, settings));
    } catch (FilterException e) {
      outcome.broken.add(name + ": " + e.problem());
    }
  }
}
