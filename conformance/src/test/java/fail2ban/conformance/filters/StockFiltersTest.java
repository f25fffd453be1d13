package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the sample logs of an installed fail2ban through its own filters, as its client expands
 * them: this is the engine held against the filters that people have. Skipped where fail2ban is
 * absent.
 */
@Tag("installed-fail2ban")
final class StockFiltersTest {

  /** Belongs to the sample {@code sshd}, which adds it. */
  private static final String PART_OF_ANOTHER = "sshd-journal";

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> everySampleLineGetsTheVerdictItIsMarkedWith() throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    Map<String, List<SampleLine>> samples = samples();
    List<FilterCall> calls =
        samples.entrySet().stream()
            .flatMap(sample -> Replay.calls(sample.getKey(), sample.getValue()).stream())
            .toList();
    Map<FilterCall, FilterSettings> settings = InstalledFilters.expand(calls, scratch);
    return samples.entrySet().stream()
        .map(sample ->
            DynamicTest.dynamicTest(
                sample.getKey(), () -> replay(sample.getKey(), sample.getValue(), settings)));
  }

  static Map<String, List<SampleLine>> samples() throws Exception {
    var samples = new TreeMap<String, List<SampleLine>>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(InstalledFilters.SAMPLES)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          String name = file.getFileName().toString();
          samples.put(name, SampleFile.read(InstalledFilters.SAMPLES, name));
        }
      }
    }
    samples.remove(PART_OF_ANOTHER);
    return samples;
  }

  private static void replay(
      String name, List<SampleLine> lines, Map<FilterCall, FilterSettings> settings) {
    var replay = new Replay(name, lines, settings);
    assertThat(replay.faults()).isEmpty();
    assertThat(replay.unhit()).isEmpty();
  }
}
