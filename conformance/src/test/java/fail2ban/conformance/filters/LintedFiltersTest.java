package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.client.lint.LintProgram;
import fail2ban.client.lint.Target;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.Defaults;
import fail2ban.reader.stream.TrialReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lint of {@code fail2ban-regex} finds nothing in our filters, and something in bad ones. */
final class LintedFiltersTest {

  private static final Path CONFIG = Path.of("..", "config");

  @TempDir private Path scratch;

  private record Result(int status, String text) {}

  @Test
  void ourFiltersAreClean() throws Exception {
    Path filters = CONFIG.resolve("filter.d");
    var stems = new TreeSet<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(filters, "*.conf")) {
      files.forEach(file -> stems.add(file.getFileName().toString().replaceFirst("\\.conf$", "")));
    }
    assertThat(stems).hasSizeGreaterThan(3);
    Result result =
        lint(stems.stream().map(stem -> new Target(filters, stem, Map.of(), true)).toList());
    assertThat(result.text()).contains(" 0 warnings");
    assertThat(result.status()).isZero();
  }

  @Test
  void aFindingShowsPlaceLineAndAdvice() throws Exception {
    Result result = lint("failregex = ^login of .* from <ADDR>\\b\n");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text())
        .isEqualTo(
            """
            %s:2: [Definition] failregex: warning (unanchored-end): what follows here can name another address
                ^login of .* from <ADDR>\\b
                                          ^
                line:   login of x from 203.0.113.7 x from 192.0.2.66
                result: failregex 1 finds 192.0.2.66
                advice: end the expression with $ so that the line ends there

            1 filter examined: 1 warning, 1 notice (-v shows them), 0 accepted
            """
                .formatted(scratch.resolve("own.conf")));
  }

  @Test
  void aCommentWithAReasonAcceptsAFinding() throws Exception {
    String expression = "failregex = ^login of .* from <ADDR>\\b\n";
    Result accepted = lint("# lint: accept unanchored-end: the line ends here\n" + expression);
    assertThat(accepted.status()).isZero();
    assertThat(accepted.text()).contains("0 warnings, 1 notice (-v shows them), 1 accepted");

    assertThat(lint("# lint: accept unanchored-end:\n" + expression).status()).isEqualTo(1);
    assertThat(lint("# lint: accept slow: it is not\n" + expression).status()).isEqualTo(1);
  }

  @Test
  void whatTheServerWouldRefuseIsAFinding() throws Exception {
    assertThat(lint("failregex = ^login of (\n").text()).contains("error (invalid)");
    assertThat(lint("failregex = ^login of nobody$\n").text()).contains("error (no-id)");
    assertThat(lint("failregex = ^a <ADDR>$\ndatepattern = %%Y(\n").text())
        .contains("error (datepattern)");
  }

  @Test
  void whatThePythonProgramWouldNotSeeIsAFinding() throws Exception {
    String expression = "failregex = ^%(word)s from <ADDR>$\n";
    Result result = lint(expression + "[Init]\nword = login\n");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.text())
        .contains("own.conf:2: [Definition] failregex: warning (unseen-default): word has its");

    String escaped = "failregex = ^%%(word)s%(other)s from <ADDR>$\nother = login\n";
    assertThat(lint(escaped + "[Init]\nword = x\nother = y\n").text()).contains("0 warnings");
    assertThat(lint(expression + "[Init]\nword = x\n[DEFAULT]\nword = y\n").status()).isZero();
    assertThat(lint(expression.replace("%(word)s", "<word>") + "[Init]\nword = x\n").status())
        .isZero();
  }

  private Result lint(String definition) throws Exception {
    Files.writeString(scratch.resolve("own.conf"), "[Definition]\n" + definition);
    return lint(List.of(new Target(scratch, "own", Map.of(), true)));
  }

  private static Result lint(List<Target> targets) {
    var out = new ByteArrayOutputStream();
    try (var printed = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      var reader = new TrialReader(Layers.alone(CONFIG), Defaults.INSTALLED, "1.1.2");
      int status = new LintProgram(printed, reader, 2026, false).run(targets);
      printed.flush();
      return new Result(status, out.toString(StandardCharsets.UTF_8));
    }
  }
}
