package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.client.samples.SampleCheck;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.conformance.library.Library;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.prefilter.RuleScreen;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every filter of an installed fail2ban against lines made to backtrack: none may cost more than
 * its budget of steps allows. Writes the table of docs/hostile-lines.md. Skipped where fail2ban is
 * absent.
 */
@Tag("installed-fail2ban")
final class HostileLinesTest {

  private static final long STACK = 16L << 20;
  private static final int SAMPLES_EACH = 1;

  /** A character, of all expressions of one of our filters together. */
  private static final double MOST_STEPS = 200;

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Path STOCK = Path.of("/etc/fail2ban/filter.d");
  private static final List<String> KNOWN_TO_BACKTRACK =
      List.of("sshd", "dovecot", "postfix", "apache-auth", "nginx-http-auth", "named-refused");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * The costliest line of a filter.
   *
   * @param steps the most that one line took, as a multiple of its length
   */
  record Worst(String filter, int lines, int gaveUp, Duration time, double steps, String line) {}

  @TempDir private Path scratch;

  @Test
  void knownBacktrackersAreStoppedOnLinesOfEightKibibytes() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    List<Worst> table = table(8 << 10, KNOWN_TO_BACKTRACK::contains);
    assertThat(table).hasSameSizeAs(KNOWN_TO_BACKTRACK);
    assertThat(table)
        .allSatisfy(worst -> assertThat(worst.time()).isLessThan(Duration.ofSeconds(5)));
  }

  @Test
  @Tag("long")
  void everyFilterIsStoppedOnLinesOf64Kibibytes() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    List<Worst> table = table(64 << 10, _ -> true);
    Files.writeString(Path.of("target/hostile-lines.md"), printed(table));
    assertThat(table).hasSizeGreaterThan(80);
    assertThat(table)
        .allSatisfy(worst -> assertThat(worst.time()).isLessThan(Duration.ofSeconds(20)));
  }

  /** Ours, on lines made of our own samples; writes their table. */
  @Test
  @Tag("long")
  void noneOfOursIsSlowOrGivesUpASampleOn64Kibibytes() throws Exception {
    Executor deep = task -> Thread.ofPlatform().stackSize(STACK).daemon().start(task);
    var table = new ArrayList<Worst>();
    for (SampleFile file : Library.samples()) {
      SampleFilter filter = Library.filters().read(file.filters().getFirst());
      var settings = new FilterSettings(filter.rules(), filter.dates());
      var call = new FilterCall(filter.reference(), Map.of());
      Supplier<Worst> tried = () -> worst(call, settings, List.of(found(file)), 64 << 10);
      table.add(CompletableFuture.supplyAsync(tried, deep).get());
      assertThat(SampleCheck.of(file, Library.filters()).problems()).isEmpty();
    }
    table.sort(Comparator.comparing(Worst::time).reversed());
    Files.writeString(Path.of("target/own-hostile-lines.md"), printed(table));
    assertThat(table)
        .allSatisfy(worst -> assertThat(worst.time()).isLessThan(Duration.ofSeconds(5)))
        .allSatisfy(worst -> assertThat(worst.gaveUp()).isZero())
        .allSatisfy(worst -> assertThat(worst.steps()).isLessThan(MOST_STEPS));
  }

  /** The first line of a sample log that is a failure by itself. */
  private static String found(SampleFile file) {
    return file.cases().stream()
        .filter(sample -> !sample.harmless() && sample.lines().size() == 1)
        .map(sample -> sample.lines().getFirst().text())
        .findFirst()
        .orElse(HostileLines.UNKNOWN);
  }

  private List<Worst> table(int length, Predicate<String> wanted) throws Exception {
    Map<FilterCall, List<String>> samples = samples(wanted);
    var table = new ArrayList<Worst>();
    Executor deep = task -> Thread.ofPlatform().stackSize(STACK).daemon().start(task);
    for (var settings : InstalledFilters.expand(samples.keySet(), scratch).entrySet()) {
      if (!settings.getValue().rules().failregexTexts().isEmpty()) {
        List<String> lines = Objects.requireNonNull(samples.get(settings.getKey()));
        table.add(
            CompletableFuture.supplyAsync(
                    () -> worst(settings.getKey(), settings.getValue(), lines, length), deep)
                .get());
      }
    }
    table.sort(Comparator.comparing(Worst::time).reversed());
    return table;
  }

  /** The first lines of each filter's sample that match with its default options. */
  private static Map<FilterCall, List<String>> samples(Predicate<String> wanted) throws Exception {
    Map<String, List<SampleLine>> known = StockFiltersTest.samples();
    var samples = new LinkedHashMap<FilterCall, List<String>>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(STOCK, "*.conf")) {
      for (Path file : files) {
        String filter = file.getFileName().toString().replaceFirst("\\.conf$", "");
        if (wanted.test(filter) && !filter.endsWith("common")) {
          List<String> matching =
              known.getOrDefault(filter, List.of()).stream()
                  .filter(SampleLine::matching)
                  .map(SampleLine::text)
                  .limit(SAMPLES_EACH)
                  .toList();
          samples.put(
              new FilterCall(filter, Map.of()),
              matching.isEmpty() ? List.of(HostileLines.UNKNOWN) : matching);
        }
      }
    }
    return samples;
  }

  private static Worst worst(
      FilterCall call, FilterSettings settings, List<String> samples, int length) {
    var worst = new Worst(call.filter(), 0, 0, Duration.ZERO, 0, "");
    var gaveUp = new GivenUp();
    var steps = new LineSteps(settings.rules(), settings.detector(ZoneOffset.UTC), NOW);
    double most = 0;
    int lines = 0;
    for (String sample : samples) {
      LineFilter filter = settings.filter(ZoneOffset.UTC, RuleScreen::new, gaveUp);
      filter.examine(sample, LineClock.unlimited(NOW));
      for (HostileLines.Hostile line : new HostileLines(length).of(sample)) {
        long begin = THREADS.getCurrentThreadCpuTime();
        filter.examine(line.text(), LineClock.unlimited(NOW));
        var time = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin);
        lines++;
        most = Math.max(most, (double) steps.of(line.text()) / line.text().length());
        if (time.compareTo(worst.time()) > 0) {
          worst = new Worst(call.filter(), lines, 0, time, 0, line.name());
        }
      }
    }
    return new Worst(call.filter(), lines, gaveUp.count, worst.time(), most, worst.line());
  }

  static String printed(List<Worst> table) {
    var text =
        new StringBuilder(
            "| filter | lines | given up | most steps a character | worst line, CPU | which |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Worst worst : table) {
      text.append(
          "| %s | %d | %d | %.1f | %d ms | `%s` |%n"
              .formatted(
                  worst.filter(),
                  worst.lines(),
                  worst.gaveUp(),
                  worst.steps(),
                  worst.time().toMillis(),
                  worst.line().replace("|", "\\|").replace('`', ' ')));
    }
    return text.toString();
  }

  /** Counts expressions that were given up, each once: that is how often they are told of. */
  private static final class GivenUp implements Log {
    private int count;

    @Override
    public void write(Severity severity, String message) {
      count += severity == Severity.WARNING ? 1 : 0;
    }

    @Override
    public boolean wants(Severity severity) {
      return severity == Severity.WARNING;
    }
  }
}
