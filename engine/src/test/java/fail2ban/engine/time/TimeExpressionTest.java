package fail2ban.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "600                  | 600",
        "-1                   | -1",
        "1d12h30m             | 131400",
        "1w 2d                | 777600",
        "1.5h                 | 5400.0",
        "2*1h                 | 7200",
        "2 * 1h 30m           | 9000",
        "1y6mo                | 47336400.0",
        "1y6mo30w15d12h35m25s | 66821725.0",
        "1ye -2mo -3we -4da -5ho -6mi -7se | 24119633.0",
        "(1h+2)*3             | 10806",
        "7/2                  | 3.5",
        "-7//2                | -4",
        "-7%4                 | 1",
        "1 DAY                | 86400",
        "1h30                 | 3630",
      })
  void secondsAsPythonWouldPrintThem(String text, String seconds) throws Exception {
    assertThat(TimeExpression.parse(text)).hasToString(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``      | invalid syntax in ''",
        "soon    | name 'soon' is not defined",
        "1mont   | unknown unit 'mont' in '1mont'",
        "1h abc  | invalid syntax in '1h abc'",
        "(1h     | '(' was never closed",
        "1/0     | division by zero",
        "1)      | invalid syntax in '1)'",
        "2**3    | invalid syntax in '2**3'",
      })
  void whatIsNoLengthOfTimeIsRefused(String text, String message) {
    assertThatThrownBy(() -> TimeExpression.parse(text))
        .isInstanceOf(TimeExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void hostileTextNeitherOverflowsNorThrowsAnythingElse() {
    for (String text : new String[] {"(".repeat(100_000), "-".repeat(100_000), "9".repeat(500)}) {
      assertThatThrownBy(() -> TimeExpression.parse(text))
          .isInstanceOf(TimeExpressionException.class);
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    var random = new Random(3);
    String alphabet = "0123456789.dhms+-*/%() y";
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      read += readable(text.toString()) ? 1 : 0;
    }
    assertThat(read).isPositive();
  }

  private static boolean readable(String text) {
    try {
      TimeExpression.parse(text);
      return true;
    } catch (TimeExpressionException _) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "33696000, 1y 3w 4d",
    "176399, 2d 1h",
    "3595, 1h",
    "3590, 59m 50s",
    "61, 1m 1s",
    "0, 0",
    "-60, -1m",
  })
  void timesAreShownShortly(double seconds, String text) {
    assertThat(TimeText.of(seconds)).isEqualTo(text);
  }
}
