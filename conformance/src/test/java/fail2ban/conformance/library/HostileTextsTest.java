package fail2ban.conformance.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.client.hostile.HostileTexts;
import fail2ban.client.hostile.Injection;
import fail2ban.client.samples.FilterSource;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.client.samples.SampleLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every part of every sample that a stranger can choose, filled with hostile texts: nobody is found
 * whom these name, and who did it still is.
 */
final class HostileTextsTest {

  private static final long STACK = 64L << 20;
  private static final int AT_LEAST_EACH = 200;
  private static final int SHARE = 8;
  private static final long SEED = 7;

  /** What all files together came to. */
  record Sum(long parts, long tried, long planted, long missed, List<String> fooled) {

    static Sum of(List<Injection> injections, List<SampleFile> files) {
      var fooled = new ArrayList<String>();
      injections.forEach(one -> one.fooled().forEach(way -> fooled.add(way.toString())));
      return new Sum(
          partsOf(files),
          injections.stream().mapToLong(Injection::tried).sum(),
          injections.stream().mapToLong(Injection::planted).sum(),
          injections.stream().mapToLong(Injection::missed).sum(),
          fooled);
    }
  }

  /** In every run an eighth, the same each time. */
  @Test
  void noneOfAnEighthOfThemFoolsAFilter() throws Exception {
    List<SampleFile> files = Library.samples();
    var random = new Random(SEED);
    Sum sum = tried(files, Library.filters(), () -> random.nextInt(SHARE) == 0);
    assertThat(sum.fooled()).isEmpty();
    assertThat(sum.tried()).isGreaterThan(sum.parts() * AT_LEAST_EACH / (SHARE + 1));
  }

  @Test
  @Tag("long")
  void noneFoolsAFilter() throws Exception {
    List<SampleFile> files = Library.samples();
    Sum sum = tried(files, Library.filters(), () -> true);
    Files.writeString(Path.of("target", "hostile-texts.txt"), text(files, sum));
    assertThat(sum.fooled()).isEmpty();
    assertThat(sum.tried()).isGreaterThan(sum.parts() * AT_LEAST_EACH);
  }

  /** For comparison: nothing is demanded of them. */
  @Test
  @Tag("long")
  @Tag("installed-fail2ban")
  void theInstalledFiltersAreTriedOnTheSameTexts() throws Exception {
    Path installed = Path.of("/etc/fail2ban");
    assumeTrue(Files.isDirectory(installed.resolve("filter.d")), "no fail2ban is installed");
    List<SampleFile> files = Library.samples();
    Sum sum = tried(files, Library.filters(installed), () -> true);
    Files.writeString(Path.of("target", "hostile-texts-installed.txt"), text(files, sum));
    assertThat(sum.tried()).isPositive();
  }

  private static String text(List<SampleFile> files, Sum sum) {
    return "%d files, %d parts: %d lines, %d with a planted id, %d with a missing one%n%s%n"
        .formatted(
            files.size(),
            sum.parts(),
            sum.tried(),
            sum.planted(),
            sum.missed(),
            String.join("\n", sum.fooled()));
  }

  @Test
  void eachPartHasAtLeastTwoHundredOfItsOwn() throws Exception {
    for (SampleFile file : Library.samples()) {
      var filters = new ArrayList<SampleFilter>();
      for (String reference : file.filters()) {
        filters.add(Library.filters().read(reference));
      }
      assertThat(HostileTexts.of(file, filters).texts())
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(AT_LEAST_EACH);
    }
  }

  /** Tried on a thread with the stack of a jail's. */
  static Sum tried(List<SampleFile> files, FilterSource filters, BooleanSupplier choice) {
    Executor deep = task -> Thread.ofPlatform().stackSize(STACK).daemon().start(task);
    List<Injection> injections =
        CompletableFuture.supplyAsync(
                () -> files.stream().map(file -> Injection.of(file, filters, choice)).toList(),
                deep)
            .join();
    return Sum.of(injections, files);
  }

  /** Each for each filter that its line goes through. */
  private static long partsOf(List<SampleFile> files) {
    return files.stream()
        .flatMap(file -> file.cases().stream())
        .mapToLong(sample -> {
          int parts = sample.lines().stream().map(SampleLine::parts).mapToInt(List::size).sum();
          return (long) parts * sample.filters().size();
        })
        .sum();
  }
}
