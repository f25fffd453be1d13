package fail2ban.client.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sample file says, and what is said about one that is none. */
final class SampleReaderTest {

  @Test
  void aCaseIsLinesAndWhatTheyGiveTogether() throws Exception {
    SampleFile file =
        SampleReader.read(
            "f",
            """
            # a comment
            @filter a
            @filter b[mode=x]

            one
            \\# two
            -> 192.0.2.1 user="Bob \\"B\\" Smith" time=2005-06-14T10:00:00
            -> x failures=2
            three
            -> none: because
            @filter c
            four
            -> y
            """);
    assertThat(file.quiet()).isFalse();
    assertThat(file.filters()).containsExactly("a", "b[mode=x]", "c");
    SampleCase first = file.cases().getFirst();
    assertThat(first.filters()).containsExactly("a", "b[mode=x]");
    assertThat(first.lines()).extracting(SampleLine::text).containsExactly("one", "# two");
    assertThat(first.failures())
        .containsExactly(
            new ExpectedFailure(
                7,
                "192.0.2.1",
                Map.of("user", "Bob \"B\" Smith"),
                Optional.of(LocalDateTime.of(2005, 6, 14, 10, 0))),
            new ExpectedFailure(8, "x", Map.of(), Optional.empty()),
            new ExpectedFailure(8, "x", Map.of(), Optional.empty()));
    assertThat(file.cases().get(1).harmless()).isTrue();
    assertThat(file.cases().get(2).filters()).containsExactly("c");
  }

  @Test
  void aFileThatExpectsNothingIsOfNormalOperation() throws Exception {
    SampleFile file = SampleReader.read("f", "@filter a\none\ntwo\n@filter b\nthree\n");
    assertThat(file.quiet()).isTrue();
    assertThat(file.cases()).hasSize(2);
  }

  @Test
  void marksSayWhatAStrangerChoseAndTheirRulesWhatTheDaemonMakesOfIt() throws Exception {
    SampleFile file =
        SampleReader.read(
            "f",
            "@part user escape=vis cut=: at-most=4\n@filter a\nby «user=bob» of «=x=y»!\n-> z\n");
    SampleLine line = file.cases().getFirst().lines().getFirst();
    assertThat(line.text()).isEqualTo("by bob of x=y!");
    assertThat(line.with(line.parts().getFirst(), "a\nbcdef:g"))
        .extracting(SampleLine::text)
        .containsExactly("by a\\012bc of x=y!");
    assertThat(line.with(line.parts().getLast(), "a\nb"))
        .extracting(SampleLine::text)
        .containsExactly("by bob of a#012b!");
  }

  @Test
  void aLineFeedThatNobodyEscapesEndsTheLine() throws Exception {
    SampleFile file =
        SampleReader.read("f", "@part x escape=raw\n@filter a\nby «x=bob» of\n-> z\n");
    SampleLine line = file.cases().getFirst().lines().getFirst();
    assertThat(line.with(line.parts().getFirst(), "a\nb"))
        .extracting(SampleLine::text)
        .containsExactly("by a", "b of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          syslog ~ a"b\\c#012é
          vis    ~ a"b\\\\c\\012\\303\\251
          apache ~ a\\"b\\\\c\\n\\xc3\\xa9
          nginx  ~ a\\x22b\\x5Cc\\x0A\\xC3\\xA9
          json   ~ a\\"b\\\\c\\né
          url    ~ a%22b%5Cc%0A%C3%A9
          """)
  void daemonsEscapeInWaysOfTheirOwn(String name, String written) {
    assertThat(Escape.named(name).orElseThrow().written("a\"b\\c\né")).isEqualTo(written);
  }

  @Test
  void everythingThatIsWrongIsToldWithItsLine() {
    assertThatThrownBy(() ->
            SampleReader.read(
                "f", "one\n@filter a\ntwo «x\n-> 1\nthree\n@what\n@filter b\nfour\n-> none\n"))
        .isInstanceOfSatisfying(
            SampleFormatException.class,
            e ->
                assertThat(e.faults())
                    .extracting(SampleFormatException.Fault::number)
                    .isEqualTo(List.of(1, 3, 4, 5, 6, 9)));
  }
}
