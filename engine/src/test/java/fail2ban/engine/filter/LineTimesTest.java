package fail2ban.engine.filter;

import static fail2ban.engine.filter.FilterScript.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LineTimesTest {

  private FilterScript script;

  @BeforeEach
  void begin() throws RegexException {
    script = FilterScript.of("fail <HOST>");
  }

  @Test
  void catchingUpSkipsWhatIsOlderThanFindtime() {
    script.at(NOW, false);
    assertThat(script.examine("2005-08-14 11:49:59 fail 1.2.3.4")).isEqualTo("too old");
    assertThat(script.examine("2005-08-14 11:50:00 fail 1.2.3.4")).startsWith("0:");
    assertThat(script.examine("2005-08-14 11:00:00 nothing")).isEqualTo("too old");
    assertThat(script.log.lines())
        .containsExactly(
            "WARNING [ssh] Ignoring all log entries older than 600s; these are probably messages"
                + " generated while fail2ban was not running.",
            "WARNING [ssh] Please check a jail for a timing issue. Line with odd timestamp:"
                + " 2005-08-14 11:49:59 fail 1.2.3.4");
  }

  @Test
  void inOperationAnOddTimeIsNow() {
    assertThat(time("2005-08-13 11:59:00 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(time("2005-08-14 11:58:59 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(time("2005-08-14 11:59:00 fail 1.2.3.4")).isEqualTo(NOW.minusSeconds(60));
    assertThat(script.log.lines())
        .containsExactly(
            "WARNING [ssh] Detected a log entry 1d 1m before the current time in operation mode."
                + " This looks like a timezone problem. Treating such entries as if they just"
                + " happened.",
            "WARNING [ssh] Please check a jail for a timing issue. Line with odd timestamp:"
                + " 2005-08-13 11:59:00 fail 1.2.3.4");
  }

  @Test
  void aShortDelayIsCalledLatency() {
    assertThat(time("2005-08-14 11:05:00 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(script.log.lines().getFirst())
        .contains(" 55m before the current time", "a latency problem");
  }

  @Test
  void theFutureIsCalledATimezoneProblem() {
    assertThat(time("2005-08-14 13:00:01 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(script.log.lines().getFirst())
        .contains(" 1h 1s after the current time", "a timezone problem");
  }

  @Test
  void aSlightlyFutureTimeIsNowWithoutAWarning() {
    assertThat(time("2005-08-14 12:00:59 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(script.log.lines()).isEmpty();
  }

  @Test
  void warningsComeAgainTheNextDay() {
    time("2005-08-14 11:05:00 fail 1.2.3.4");
    script.at(NOW.plus(Duration.ofDays(1)), true);
    time("2005-08-14 11:05:00 fail 1.2.3.4");
    assertThat(script.log.lines()).hasSize(4);
  }

  @Test
  void aLineWithoutDateHasTheLastDateForAMinute() {
    time("2005-08-14 11:59:30 fail 1.2.3.4");
    assertThat(time("fail 1.2.3.4")).isEqualTo(NOW.minusSeconds(30));
    script.at(NOW.plusSeconds(31), true);
    assertThat(time("fail 1.2.3.4")).isEqualTo(NOW.plusSeconds(31));
  }

  @Test
  void withoutAnyDateCatchingUpDropsTheMatch() {
    script.at(NOW, false);
    assertThat(script.examine("nothing")).isEqualTo("no match");
    assertThat(script.examine("fail 1.2.3.4")).isEqualTo("undated by 0");
    assertThat(script.log.lines())
        .containsExactly(
            "WARNING [ssh] Found a match but no valid date/time found for ''.",
            "WARNING [ssh] Match without a timestamp: fail 1.2.3.4",
            "WARNING [ssh] Please try setting a custom date pattern (see man page jail.conf(5)).");
  }

  @Test
  void aDateThatIsNoneIsReportedAndCutOut() {
    assertThat(time("2005-02-31 12:00:00 fail 1.2.3.4")).isEqualTo(NOW);
    assertThat(script.log.lines())
        .containsExactly("ERROR findFailure failed to parse timeText: 2005-02-31 12:00:00");
  }

  private Instant time(String line) {
    return ((Verdict.Found) script.verdict(line)).failures().getFirst().time();
  }
}
