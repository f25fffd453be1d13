package fail2ban.conformance.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.filters.FilterCall;
import fail2ban.conformance.filters.InstalledFilters;
import fail2ban.conformance.filters.SampleFile;
import fail2ban.conformance.filters.SampleLine;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sample log of an installed fail2ban with every set of options that it names, through the
 * installed program and ours: the rows and the report must be the same. Skipped where fail2ban is
 * absent.
 */
@Tag("installed-fail2ban")
final class SampleLogsTest {

  private static final Path FILTERS = Path.of("/etc/fail2ban/filter.d");
  private static final int ORACLES = 2;

  @TempDir private Path scratch;

  @Test
  void rowsAreTheSame() throws Exception {
    assertThat(differences(List.of("-r", "--usedns", "no", "-o", "row"))).isEmpty();
  }

  @Test
  void reportsAreTheSame() throws Exception {
    assertThat(differences(List.of("-r", "--usedns", "no", "--print-all-missed"))).isEmpty();
  }

  private List<String> differences(List<String> options) throws Exception {
    assumeTrue(PythonRegex.present() && InstalledFilters.present(), "no fail2ban is installed");
    List<List<String>> runs = runs(options);
    var halves = new ArrayList<CompletableFuture<List<String>>>();
    for (int half = 0; half < ORACLES; half++) {
      int first = half;
      halves.add(CompletableFuture.supplyAsync(() -> compared(runs, first)));
    }
    var differences = new ArrayList<String>();
    for (CompletableFuture<List<String>> half : halves) {
      differences.addAll(half.get());
    }
    assertThat(runs.size()).isGreaterThan(100);
    return differences;
  }

  private static List<String> compared(List<List<String>> runs, int first) {
    var differences = new ArrayList<String>();
    try (var python = new PythonRegex()) {
      for (int run = first; run < runs.size(); run += ORACLES) {
        List<String> arguments = runs.get(run);
        Finished theirs = python.run(arguments);
        Finished ours = OwnRegex.run(arguments);
        Difference.between(ours, theirs)
            .ifPresent(found -> differences.add(String.join(" ", arguments) + "\n" + found));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return differences;
  }

  private List<List<String>> runs(List<String> options) throws IOException {
    var runs = new ArrayList<List<String>>();
    for (var sample : calls().entrySet()) {
      for (FilterCall call : sample.getValue()) {
        var arguments = new ArrayList<>(options);
        arguments.add(ended(sample.getKey()).toString());
        arguments.add(
            call.toString()
                .replaceFirst(
                    "^" + call.filter(), FILTERS.resolve(call.filter() + ".conf").toString()));
        runs.add(arguments);
      }
    }
    return runs;
  }

  /** The Python program leaves out a last line that does not end. */
  private Path ended(String sample) throws IOException {
    Path copy = scratch.resolve(sample);
    Files.writeString(copy, Files.readString(InstalledFilters.SAMPLES.resolve(sample)) + "\n");
    return copy;
  }

  private static Map<String, Set<FilterCall>> calls() throws IOException {
    var calls = new TreeMap<String, Set<FilterCall>>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(InstalledFilters.SAMPLES)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String filter = name.equals("sshd-journal") ? "sshd" : name;
        if (Files.isRegularFile(file) && Files.exists(FILTERS.resolve(filter + ".conf"))) {
          var sets = new LinkedHashSet<FilterCall>();
          for (SampleLine line : SampleFile.read(InstalledFilters.SAMPLES, name)) {
            line.options().forEach(set -> sets.add(FilterCall.of(filter, set)));
          }
          calls.put(name, sets);
        }
      }
    }
    return calls;
  }
}
