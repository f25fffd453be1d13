package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths of time as the Python program prints them. */
class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "-5, -5s",
    "0, 0",
    "8, 8s",
    "60, 1m",
    "119, 1m 59s",
    "3594, 59m 54s",
    "3595, 1h",
    "3654, 1h",
    "3655, 1h 1m",
    "4433, 1h 13m",
    "86394, 23h 59m",
    "86395, 24h",
    "86400, 1d",
    "86430, 1d",
    "86431, 1d 1m",
    "86490, 1d 2m",
    "100000, 1d 3h 47m",
    "604770, 7d",
    "604800, 1w",
    "606600, 1w",
    "606601, 1w 1h",
    "700000, 1w 1d 2h",
    "31534221, 52w 1d",
    "31536000, 1y",
    "31579200, 1y",
    "31579201, 1y 1d",
    "100000000, 3y 8w 6d",
    "629145600, 19y 49w 4d",
  })
  void theLongerTheCoarser(long seconds, String words) {
    assertThat(TimeSpan.words(seconds)).isEqualTo(words);
  }
}
