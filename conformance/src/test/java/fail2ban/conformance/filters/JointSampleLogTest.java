package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.Foresight;
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

  /** One filter, as a jail of its own would use it and as one among others does. */
  private static final class Jail {

    private final LineFilter alone;
    private final LineFilter among;
    private final Optional<Telltales> telltales;
    private int found;
    private int spared;
    private int skipped;

    Jail(FilterSettings settings) {
      alone = settings.filter(ZONE);
      among = settings.filter(ZONE, RuleScreen::new);
      telltales = Telltales.of(alone.rules(), alone.dates().templates());
    }

    void examine(String line, JointScreen screen) {
      List<Failure> failures = failures(alone.examine(line, CLOCK));
      byte[] bytes = (">" + line).getBytes(StandardCharsets.US_ASCII);
      assertThat(read(bytes, screen)).describedAs(line).isEqualTo(failures);
      found += failures.size();
    }

    private List<Failure> read(byte[] bytes, JointScreen screen) {
      if (telltales.isEmpty()) {
        return failures(among.examine(bytes, 1, bytes.length, CLOCK));
      }
      int member = screen.numberOf(telltales.get()).orElseThrow();
      long look = screen.look(bytes, 1, bytes.length);
      boolean mayMatch = JointScreen.mayMatch(look, member);
      if (!mayMatch && !JointScreen.mayHaveDate(look, member)) {
        skipped++;
        return List.of();
      }
      Foresight foresight = mayMatch ? Foresight.NONE : telltales.get()::mayLieAcross;
      spared += mayMatch ? 0 : 1;
      return failures(among.examine(bytes, 1, bytes.length, foresight, CLOCK));
    }

    void compareMemories() {
      assertThat(among.dates().hits()).isEqualTo(alone.dates().hits());
      assertThat(among.dates().lastForm()).isEqualTo(alone.dates().lastForm());
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
    int spared = 0;
    int skipped = 0;
    for (int from = 0; from < settings.size(); from += GROUP) {
      List<Jail> jails =
          settings.subList(from, Math.min(from + GROUP, settings.size())).stream()
              .map(Jail::new)
              .toList();
      var screen =
          new JointScreen(jails.stream().flatMap(jail -> jail.telltales.stream()).toList());
      for (String line : mixed(all)) {
        jails.forEach(jail -> jail.examine(line, screen));
      }
      jails.forEach(Jail::compareMemories);
      found += jails.stream().mapToInt(jail -> jail.found).sum();
      skipped += jails.stream().mapToInt(jail -> jail.skipped).sum();
      spared += jails.stream().mapToInt(jail -> jail.spared).sum();
    }
    assertThat(found).isGreaterThan(500);
    assertThat(skipped).isGreaterThan(5_000);
    assertThat(spared).isGreaterThan(5_000);
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
