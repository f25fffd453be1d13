package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters that we ship, over sample lines of our own and over those of fail2ban. */
final class OwnFiltersTest {

  private static final Path SAMPLES = Path.of("src", "test", "resources", "logs");
  private static final Path FILTERS = Path.of("..", "config", "filter.d");

  /** How many 1.0.2 has, by sample file; what counts is a line with one set of options. */
  private static final Map<String, Map<String, Integer>> EXPECTATIONS =
      Map.of(
          "sshd", Map.of("sshd", 275, "sshd-journal", 239),
          "apache-auth", Map.of("apache-auth", 44),
          "vsftpd", Map.of("vsftpd", 5));

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"sshd", "apache-auth", "vsftpd"})
  void everyLineGetsItsVerdictAndEveryFailregexItsLine(String name) throws Exception {
    Replay replay = replay(SAMPLES, name);
    assertThat(replay.faults()).isEmpty();
    assertThat(replay.unhit()).isEmpty();
  }

  @Test
  void everyFilterHasItsSample() throws Exception {
    Set<String> filters = names(FILTERS);
    filters.removeIf(name -> name.endsWith("common"));
    assertThat(names(SAMPLES)).isEqualTo(filters);
  }

  @Tag("installed-fail2ban")
  @ParameterizedTest
  @ValueSource(strings = {"sshd", "apache-auth", "vsftpd"})
  void theLinesOfFail2banGetTheVerdictTheyAreMarkedWith(String name) throws Exception {
    assumeTrue(InstalledFilters.present(), "no fail2ban with its sample logs is installed");
    Replay replay = replay(InstalledFilters.SAMPLES, name);
    assertThat(replay.faults()).isEmpty();
    assertThat(replay.described()).isEqualTo(EXPECTATIONS.get(name));
  }

  private Replay replay(Path folder, String name) throws Exception {
    List<SampleLine> lines = SampleFile.read(folder, name);
    return new Replay(name, lines, OwnFilters.expand(Replay.calls(name, lines), scratch));
  }

  private static Set<String> names(Path folder) throws Exception {
    var names = new TreeSet<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString().replaceFirst("\\.conf$", "")));
    }
    return names;
  }
}
