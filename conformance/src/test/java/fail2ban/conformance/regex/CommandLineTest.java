package fail2ban.conformance.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options, literal logs and expressions, and mistakes: as with the installed program. */
@Tag("installed-fail2ban")
final class CommandLineTest {

  private static final String LOG =
      """
      2026-11-23 10:00:00 h foo user=root from 192.0.2.1
      no date
      2026-11-23 10:00:01 h foo user=x from host.name.invalid
      2026-11-23 10:00:02 h bar from 2001:DB8::1
      1795428000.255 h foo user=y from 192.0.2.3\
      """;

  private static final String REGEX = "user=<F-USER>\\S+</F-USER> from <HOST>$";
  private static PythonRegex python;

  @TempDir private Path scratch;

  @BeforeAll
  static void start() {
    assumeTrue(PythonRegex.present(), "no fail2ban is installed");
    python = new PythonRegex();
  }

  @AfterAll
  static void stop() throws IOException {
    if (python != null) {
      python.close();
    }
  }

  private static void same(String... arguments) {
    Finished ours = OwnRegex.run(List.of(arguments));
    assertThat(Difference.between(ours, python.run(List.of(arguments))))
        .describedAs(String.join(" ", arguments))
        .isEmpty();
  }

  @Test
  void everyValueThatOutKnowsIsTheSame() {
    for (String out :
        List.of(
            "id",
            "fid",
            "ip",
            "msg",
            "row",
            "user",
            "ip4",
            "dns",
            "matches",
            "nothing",
            "x<ip> <F-USER> <time> <failures> <matches> <msg> <fid> <br> <ip-rev> <family>|",
            "<nope>")) {
      same("-r", "--usedns", "no", "-o", out, LOG, REGEX);
      same("-r", "-o", out, LOG, REGEX);
    }
  }

  @Test
  void reportsWithTheirOptionsAreTheSame() {
    same("-r", LOG, REGEX);
    same("-r", "-v", LOG, REGEX);
    same("-r", "-D", "--print-all-matched", LOG, REGEX, "bar");
    same("-r", "--print-no-missed", "--print-all-ignored", LOG, REGEX, "root");
    same("-r", "--print-no-ignored", "--print-all-missed", LOG, REGEX, "root");
    same("-r", "--no-check-all", LOG, REGEX);
    same("-r", "-d", "^%Y-%m-%d %H", LOG, REGEX);
    same("-r", "-d", "EPOCH", LOG, REGEX);
    same("-r", "-d", "{NONE}", LOG, REGEX);
    same("-r", "--TZ", "UTC+0200", "-v", LOG, REGEX);
    same("-r", "-L", "2", LOG, "root from <HOST><SKIPLINES>.*date");
    same("-r", "-L", "3", LOG, "h foo<SKIPLINES>.*bar from <HOST>");
  }

  @Test
  void longListsAreNotPrinted() {
    for (int lines : List.of(1, 5, 6, 19, 20, 21)) {
      same("x\n".repeat(lines - 1) + "y".repeat(60), "a <HOST>");
      same("-L", "5", "x\n".repeat(lines - 1) + "x", "a <HOST>");
    }
  }

  @Test
  void mistakesAreTold() {
    same("x", "from <HOST");
    same("x", "from (<HOST>");
    same("x", "");
    same("x", "foo from <HOST>", "a(");
    same("-d", "%", "x", "foo from <HOST>");
    same("--TZ", "Europe/Berlin", "-o", "row", "x", "foo from <HOST>");
    same("x", "nonexistent.conf");
    same("x", "nonexistent[a=b]");
    same("x", "sshd[foo");
  }

  @Test
  void wrongCallsEndWithTheSameStatus() {
    for (List<String> call :
        List.of(
            List.of("--bad"),
            List.of("-L", "x", "a", "b"),
            List.of("-o"),
            List.of("--print", "a", "b"),
            List.<String>of(),
            List.of("a"),
            List.of("a", "b", "c", "d"),
            List.of("--print-no-missed", "--print-all-missed", "a", "b"),
            List.of("--print-no-ignored", "--print-all-ignored", "a", "b"),
            List.of("-h"),
            List.of("--version"),
            List.of("-V"))) {
      assertThat(OwnRegex.run(call).status())
          .describedAs(call.toString())
          .isEqualTo(python.run(call).status());
    }
  }

  @Test
  void filterFilesAreFoundAsGiven() throws IOException {
    Path file = scratch.resolve("mine.conf");
    Files.writeString(
        file,
        """
        [Definition]
        failregex = o user=<F-USER>\\S+</F-USER> from <HOST>
                    foo user=\\S+ from <HOST>
                    ser=\\S+ from <HOST>
                    never <HOST>
        ignoreregex = =x
        maxlines = 1
        datepattern = ^%%Y-%%m-%%d %%H:%%M:%%S
        """);
    same("-r", "-v", LOG.substring(0, LOG.lastIndexOf('\n')), file.toString());
    same("-r", LOG, file + "[a=b]");
    same("-r", "-o", "row", LOG, file.toString());
    same("-r", "--no-check-all", LOG, file.toString());
    same("a", "sshd.conf[mode=aggressive]");
    same("a", "/etc/fail2ban/filter.d/apache-badbots");
  }

  @Test
  void brokenBytesAreReplaced() throws IOException {
    Path log = scratch.resolve("latin.log");
    Files.write(
        log,
        "2026-11-23 10:00:00 h f\u00e4oo from 192.0.2.1\r\n#c\n\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    same("-r", "-o", "msg", log.toString(), "oo from <HOST>");
    same("-r", "-e", "latin1", "-o", "msg", log.toString(), "oo from <HOST>");
    Path wide = scratch.resolve("wide.log");
    Files.write(
        wide, "2026-11-23 10:00:00 h foo from 192.0.2.1\n".getBytes(StandardCharsets.UTF_16));
    assertThat(
            OwnRegex.run(List.of("-e", "utf-16", "-o", "id", wide.toString(), "foo from <HOST>"))
                .out())
        .isEqualTo("192.0.2.1\n");
  }

  @Test
  void aJailIsTriedWithItsOwnSettings() {
    String line = "Nov 23 10:00:00 h sshd[1]: Failed password for root from 192.0.2.1 port 3 ssh2";
    Finished report = OwnRegex.run(List.of(line, "sshd"));
    assertThat(report.status()).isZero();
    assertThat(report.out())
        .contains("Use             jail : sshd")
        .contains("Lines: 1 lines, 0 ignored, 1 matched, 0 missed");
  }

  @Test
  void invertPrintsTheOtherLines() {
    assertThat(OwnRegex.run(List.of("-r", "-i", "-o", "msg", LOG, REGEX)).lines())
        .containsExactly("no date", "2026-11-23 10:00:02 h bar from 2001:DB8::1");
  }

  @Test
  void theJournalIsRefusedClearly() {
    Finished refused = OwnRegex.run(List.of("systemd-journal", "foo from <HOST>"));
    assertThat(refused.status()).isEqualTo(255);
    assertThat(refused.out()).contains("ERROR: the systemd journal cannot be read");
  }

  @Test
  void explanationsNameTheStepThatDecided() {
    String explained =
        OwnRegex.run(List.of("-r", "--explain", LOG, "foo user=r\\S+ from <HOST>$")).out();
    assertThat(explained)
        .contains("date: '2026-11-23 10:00:00' at column 1 by {^LN-BEG}ExYear")
        .contains("failregex 1: matches, failure of 192.0.2.1")
        .contains("date: none found")
        .contains("failregex 1: nearest, matches up to 'h foo user=', fails at 'x from")
        .contains("verdict: missed");
  }
}
