package fail2ban.conformance.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleLine;
import fail2ban.conformance.library.Library;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our filters over our sample logs, by the installed {@code fail2ban-regex} and by ours: they mean
 * the same to both. Skipped where fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class OwnLibraryTest {

  private static final String CONFIG = Path.of("..", "config").toAbsolutePath().toString();
  private static final int ORACLES = 2;

  /** A filter and the lines of a sample log that go through it. */
  private record Passage(String reference, Path log) {}

  @TempDir private Path scratch;

  @Test
  void everyFilterFindsTheSameInThePythonProgram() throws Exception {
    List<Passage> passages = passages();
    assertThat(passages).isNotEmpty();
    assertThat(differences(passages)).isEmpty();
  }

  private static List<String> differences(List<Passage> passages) throws Exception {
    assumeTrue(PythonRegex.present(), "no fail2ban is installed");
    var halves = new ArrayList<CompletableFuture<List<String>>>();
    for (int half = 0; half < ORACLES; half++) {
      int first = half;
      halves.add(CompletableFuture.supplyAsync(() -> compared(passages, first)));
    }
    var differences = new ArrayList<String>();
    for (CompletableFuture<List<String>> half : halves) {
      differences.addAll(half.get());
    }
    return differences;
  }

  private static List<String> compared(List<Passage> passages, int first) {
    var differences = new ArrayList<String>();
    try (var python = new PythonRegex()) {
      for (int at = first; at < passages.size(); at += ORACLES) {
        Passage passage = passages.get(at);
        List<String> arguments = arguments(passage);
        Finished theirs = python.run(arguments);
        Finished ours = OwnRegex.run(arguments);
        Difference.between(ours, theirs)
            .ifPresent(found -> differences.add(passage.reference() + "\n" + found));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return differences;
  }

  private static List<String> arguments(Passage passage) {
    return List.of(
        "-c",
        CONFIG,
        "-r",
        "--usedns",
        "no",
        "-o",
        "row",
        passage.log().toString(),
        passage.reference().replaceFirst("^[\\w-]+", CONFIG + "/filter.d/$0.conf"));
  }

  private List<Passage> passages() throws Exception {
    var passages = new ArrayList<Passage>();
    for (SampleFile file : Library.samples()) {
      for (String reference : file.filters()) {
        Path log = scratch.resolve(passages.size() + ".log");
        Files.write(log, lines(file, reference));
        passages.add(new Passage(reference, log));
      }
    }
    return passages;
  }

  private static List<String> lines(SampleFile file, String reference) {
    return file.cases().stream()
        .filter(sample -> sample.filters().contains(reference))
        .map(SampleCase::lines)
        .flatMap(List::stream)
        .map(SampleLine::text)
        .toList();
  }
}
