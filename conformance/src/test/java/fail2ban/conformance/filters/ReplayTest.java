package fail2ban.conformance.filters;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.RegexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a replay finds fault with, lest the other tests here pass for nothing. */
final class ReplayTest {

  private static final String DATE = "2005-06-14 10:00:00 ";
  private static final List<String> REGEXES =
      List.of("^ <F-USER>\\w+</F-USER> from <HOST>$", "^ by <HOST>$");

  @TempDir private Path folder;

  @Test
  void linesThatGetWhatTheyAreMarkedWithAreNoFault() throws Exception {
    Replay replay =
        replay(
            """
            # failJSON: {"match": true, "host": "192.0.2.1", "user": "bob", "time": "2005-06-14T10:00:00"}
            %1$sbob from 192.0.2.1
            # failJSON: {"match": false}
            %1$sbob to 192.0.2.1
            # a comment, then a line that says nothing of itself

            %1$sso what
            # failJSON: {"match": true, "host": "2001:db8::1", "attempts": 1}
            %1$sby 2001:db8::1
            """);
    assertThat(replay.faults()).isEmpty();
    assertThat(replay.unhit()).isEmpty();
    assertThat(replay.described()).isEqualTo(Map.of("sample", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"match\": false}",
        "{\"match\": true, \"host\": \"192.0.2.2\"}",
        "{\"match\": true, \"user\": \"alice\"}",
        "{\"match\": true, \"alt_user\": \"bob\"}",
        "{\"match\": true, \"attempts\": 2}",
        "{\"match\": true, \"time\": \"2005-06-14T10:00:01\"}"
      })
  void whateverIsSaidOfALineIsHeldAgainstIt(String said) throws Exception {
    Replay replay = replay("# failJSON: " + said + "\n%sbob from 192.0.2.1\n");
    assertThat(replay.faults()).singleElement().asString().startsWith("sample:2 sample: ");
  }

  @Test
  void aLineThatMustMatchHasTo() throws Exception {
    assertThat(replay("# failJSON: {\"match\": true}\n%sbob to 192.0.2.1\n").faults()).hasSize(1);
  }

  @Test
  void aLineOfWhichNothingIsSaidMustNotMatch() throws Exception {
    assertThat(replay("%sbob from 192.0.2.1\n").faults()).hasSize(1);
  }

  @Test
  void eachSetOfOptionsIsTriedWithAFilterOfItsOwn() throws Exception {
    Replay replay =
        replay(
            """
            # filterOptions: [{}, {"mode": "more"}]
            %sbob from 192.0.2.1
            """);
    assertThat(replay.faults()).hasSize(2);
    assertThat(replay.faults().getLast()).startsWith("sample:2 sample[mode=\"more\"]: ");
  }

  @Test
  void aFailregexWithoutALineIsNamed() throws Exception {
    Replay replay = replay("# failJSON: {\"match\": true}\n%sbob from 192.0.2.1\n");
    assertThat(replay.unhit()).singleElement().asString().startsWith("^ by ");
  }

  private Replay replay(String text) throws IOException, RegexException, DatePatternException {
    Files.writeString(folder.resolve("sample"), text.formatted(DATE));
    List<SampleLine> lines = SampleFile.read(folder, "sample");
    var settings = new HashMap<FilterCall, FilterSettings>();
    for (FilterCall call : Replay.calls("sample", lines)) {
      settings.put(
          call, FilterSettings.of(List.of(new FilterCommand("j", "addfailregex", REGEXES))));
    }
    return new Replay("sample", lines, settings);
  }
}
