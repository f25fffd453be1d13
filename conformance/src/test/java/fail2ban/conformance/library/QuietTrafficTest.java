package fail2ban.conformance.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.client.samples.CaseRun;
import fail2ban.client.samples.FilterSource;
import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.client.samples.SampleLine;
import fail2ban.client.samples.SampleLine.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logs of normal operation, with other users, hosts and paths each time: nothing is found. */
final class QuietTrafficTest {

  private static final int ROUNDS = 30;
  private static final int ENOUGH_LINES = 30;

  /** So none of our filters is left out unseen. */
  private static final int ALL_LINES = 100_000;

  /** Honest texts that a user, a path or an agent may be. */
  private static final List<String> WORDS =
      List.of(
          "alice",
          "bob",
          "carol.smith",
          "info@example.org",
          "mail.example.net",
          "O'Brien",
          "web-01",
          "index.html",
          "/static/app.js?v=3",
          "hello world",
          "naïve",
          "user_7",
          "127.0.0.1",
          "198.51.100.20",
          "2001:db8::20",
          "Mozilla/5.0 (X11; Linux x86_64)",
          "error",
          "failed",
          "invalid",
          "refused",
          "denied",
          "login",
          "password",
          "10%",
          "a=b&c=d",
          "");

  private final Random random = new Random(11);

  /** What was found in how many lines. */
  private record Sum(long lines, List<String> found) {}

  @Test
  void nothingIsFoundInNormalOperation() throws Exception {
    Sum sum = searched(Library.filters());
    assertThat(sum.found()).isEmpty();
    assertThat(sum.lines()).isGreaterThan(ALL_LINES);
  }

  /** For comparison: nothing is demanded of them. */
  @Test
  @Tag("long")
  @Tag("installed-fail2ban")
  void theInstalledFiltersAreTriedOnTheSameLines() throws Exception {
    Path installed = Path.of("/etc/fail2ban");
    assumeTrue(Files.isDirectory(installed.resolve("filter.d")), "no fail2ban is installed");
    Sum sum = searched(Library.filters(installed));
    Files.writeString(
        Path.of("target", "quiet-installed.txt"),
        "%d lines, %d findings%n%s%n"
            .formatted(sum.lines(), sum.found().size(), String.join("\n", sum.found())));
    assertThat(sum.lines()).isPositive();
  }

  private Sum searched(FilterSource filters) throws Exception {
    var found = new ArrayList<String>();
    long lines = 0;
    for (SampleFile file : Library.quiet()) {
      assertThat(file.quiet()).describedAs(file.name()).isTrue();
      for (SampleCase traffic : file.cases()) {
        assertThat(traffic.lines()).describedAs(file.name()).hasSizeGreaterThan(ENOUGH_LINES - 1);
        for (String reference : traffic.filters()) {
          lines += searched(traffic, read(filters, reference), found);
        }
      }
    }
    return new Sum(lines, found);
  }

  private long searched(SampleCase traffic, Optional<SampleFilter> filter, List<String> found) {
    long lines = 0;
    for (int round = 0; filter.isPresent() && round < ROUNDS; round++) {
      List<SampleLine> varied = round == 0 ? traffic.lines() : varied(traffic.lines());
      lines += varied.size();
      String reference = filter.get().reference();
      CaseRun.of(filter.get(), varied)
          .findings()
          .forEach(one -> found.add(reference + ":" + one.line() + ": " + one.id()));
    }
    return lines;
  }

  /** Nothing if the installed fail2ban does not have it yet. */
  private static Optional<SampleFilter> read(FilterSource filters, String reference) {
    try {
      return Optional.of(filters.read(reference));
    } catch (FilterSource.FilterException _) {
      return Optional.empty();
    }
  }

  /** The same with other texts of strangers. */
  private List<SampleLine> varied(List<SampleLine> lines) {
    var varied = new ArrayList<SampleLine>();
    for (SampleLine line : lines) {
      varied.addAll(varied(line));
    }
    return varied;
  }

  private List<SampleLine> varied(SampleLine line) {
    if (line.parts().isEmpty()) {
      return List.of(line);
    }
    var text = new StringBuilder();
    int at = 0;
    for (Part part : line.parts()) {
      text.append(line.text(), at, part.start());
      String chosen = WORDS.get(random.nextInt(WORDS.size()));
      boolean kept = random.nextBoolean() || !part.rules().allows(chosen);
      String original = line.text().substring(part.start(), part.end());
      text.append(kept ? original : part.rules().written(chosen));
      at = part.end();
    }
    text.append(line.text(), at, line.text().length());
    return List.of(new SampleLine(line.number(), text.toString(), List.of()));
  }
}
