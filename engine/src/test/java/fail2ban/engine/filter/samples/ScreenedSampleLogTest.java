package fail2ban.engine.filter.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.filter.LineClock;
import fail2ban.engine.prefilter.Twins;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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

  private static final LineClock CLOCK = LineClock.unlimited(Instant.parse("2005-08-14T10:00:00Z"));

  private final Random random = new Random(5);

  @TempDir private Path scratch;

  @Test
  void everyFilterFindsTheSameInAMixOfLogs() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    var filters = new InstalledFilters();
    var own = new TreeMap<String, Set<String>>();
    var all = new ArrayList<String>();
    for (SampleLine line : samples()) {
      all.add(line.text());
      for (Map<String, Object> set : line.options()) {
        String jail = filters.want(line.file(), set);
        own.computeIfAbsent(jail, _ -> new LinkedHashSet<>()).add(line.text());
      }
    }
    Map<String, InstalledFilters.Expanded> expanded = filters.expand(scratch);
    int lines = 0;
    int matches = 0;
    int spared = 0;
    for (Map.Entry<String, Set<String>> jail : own.entrySet()) {
      InstalledFilters.Expanded filter = Objects.requireNonNull(expanded.get(jail.getKey()));
      var twins = new Twins(filter.rules(), filter.dates());
      mixed(jail.getValue(), all).forEach(line -> twins.examine(line, CLOCK));
      twins.compareMemory();
      lines += twins.lines();
      matches += twins.matches();
      spared += twins.spared();
    }
    System.out.printf(
        "screened samples: %d filters, %d lines, %d matches, %d searches spared%n",
        own.size(), lines, matches, spared);
    assertThat(matches).isGreaterThan(500);
    assertThat(spared).isGreaterThan(lines);
  }

  private static List<SampleLine> samples() throws Exception {
    var lines = new ArrayList<SampleLine>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(InstalledFilters.SAMPLES)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (Files.isRegularFile(file) && !name.equals("sshd-journal")) {
          lines.addAll(SampleFile.read(InstalledFilters.SAMPLES, name));
        }
      }
    }
    return lines;
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
