package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.log.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdTest {

  @ParameterizedTest
  @CsvSource({
    "info,INFO,20",
    "Notice,NOTICE,25",
    "HEAVYDEBUG,HEAVYDEBUG,5",
    "1,ERROR,40",
    "2,WARNING,30",
    "3,INFO,20",
    "4,DEBUG,10",
    "5,5,5",
    "20,20,20",
    "35,35,35",
    "0,0,0"
  })
  void readsNamesAndTheNumbersOfOldAndNew(String text, String shown, int number) {
    assertThat(Threshold.parse(text)).contains(new Threshold(number, shown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "-3", "1.5", "99999999999999"})
  void refusesTheRest(String text) {
    assertThat(Threshold.parse(text)).isEmpty();
  }

  @Test
  void admitsItselfAndWhatIsGraver() {
    Threshold notice = Threshold.of(Severity.NOTICE);
    assertThat(notice.admits(Severity.NOTICE)).isTrue();
    assertThat(notice.admits(Severity.WARNING)).isTrue();
    assertThat(notice.admits(Severity.INFO)).isFalse();
  }
}
