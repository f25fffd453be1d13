package fail2ban.reader.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextParserTest {

  private static final Path FILE = Path.of("a.conf");

  @Test
  void knowsTheLineOfEverything() {
    ConfigText text = parse("# c\n[s]\n\nX = 1\ny: a\n  # no part\n  b\n\n  c ; d\n");

    Section section = text.sections().getFirst();
    assertThat(section.origin()).isEqualTo(new Origin(FILE, 2));
    assertThat(section.entries())
        .containsExactly(
            new Entry("x", "1", new Origin(FILE, 4), List.of(4)),
            new Entry("y", "a\nb\n\nc", new Origin(FILE, 5), List.of(5, 7, 8, 9)));
    assertThat(text.problems()).isEmpty();
  }

  @Test
  void theFirstDelimiterCounts() {
    assertThat(value("[s]\na = b : c\n")).isEqualTo("b : c");
    assertThat(value("[s]\na : b = c\n")).isEqualTo("b = c");
  }

  @Test
  void onlyASemicolonAfterABlankStartsAnInlineComment() {
    assertThat(value("[s]\na = b;c # d ; e\n")).isEqualTo("b;c # d");
  }

  @Test
  void anIndentedHeaderContinuesAValueButStandsAloneElsewhere() {
    assertThat(value("[s]\na = b\n  [t]\n")).isEqualTo("b\n[t]");
    assertThat(parse("  [t]\n").sections()).extracting(Section::name).containsExactly("t");
  }

  @Test
  void linesMayEndAsOnOtherSystemsAndBeginWithAMark() {
    assertThat(value("\uFEFF[s]\r\na = b\r\n c\r\n")).isEqualTo("b\nc");
  }

  @Test
  void everyMistakeIsReportedAndTheRestIsStillRead() {
    ConfigText text = parse("lost = 1\n[s]\nwords\na = 1\na = 2\n= 3\n[s]\nb = 4\n");

    assertThat(text.problems())
        .extracting(problem -> problem.origin().orElseThrow().line())
        .containsExactly(1, 3, 5, 6, 7);
    assertThat(text.sections().getFirst().entries())
        .extracting(Entry::option, Entry::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "1"),
            org.assertj.core.groups.Tuple.tuple("b", "4"));
  }

  @Test
  void aFileThatIsNotUtf8IsOneProblem(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("latin.conf");
    Files.write(file, "[s]\na = \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));

    ConfigText text = new ConfigTextReader().read(file).orElseThrow();

    assertThat(text.sections()).isEmpty();
    assertThat(text.problems()).hasSize(1);
    assertThat(text.problems().getFirst().message()).startsWith("Error decoding config file '");
  }

  @Test
  void noTextMakesItThrow() {
    var random = new Random(7);
    String alphabet = "[]=:;# \t\n\r\nab%(<>)\"'\u00e4\0";
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> parse(text.toString())).as(text.toString()).doesNotThrowAnyException();
    }
  }

  private static String value(String text) {
    return parse(text).sections().getFirst().entries().getFirst().value();
  }

  private static ConfigText parse(String text) {
    return new ConfigTextParser(FILE).parse(text);
  }
}
