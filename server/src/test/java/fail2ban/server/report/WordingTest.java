package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordingTest {

  private static final Instant TIME = Instant.parse("2026-11-23T06:30:56.9Z");
  private static final FailureId ID = FailureId.of("192.0.2.7");
  private final Wording wording = new Wording(ZoneId.of("Europe/Paris"));

  @Test
  void foundAndBanReadAsRecidiveExpectsThem() {
    assertThat(wording.filter().found("sshd", ID, TIME))
        .isEqualTo(
            new Message("filter", Severity.INFO, "[sshd] Found 192.0.2.7 - 2026-11-23 07:30:56"));
    assertThat(wording.bans().ban("sshd", ID))
        .isEqualTo(new Message("actions", Severity.NOTICE, "[sshd] Ban 192.0.2.7"));
  }

  @Test
  void theLaterABanIsRepeatedTheGraver() {
    assertThat(List.of(2, 3, 59, 60))
        .extracting(seconds ->
            wording.bans().alreadyBanned("a", ID, Duration.ofSeconds(seconds)).severity())
        .containsExactly(Severity.DEBUG, Severity.NOTICE, Severity.NOTICE, Severity.WARNING);
  }

  @Test
  void increasesNameTheEnd() {
    assertThat(wording.observer().increased("a", ID, 2, new BanTime(8), TIME).text())
        .isEqualTo("[a] Increase Ban 192.0.2.7 (2 # 8s -> 2026-11-23 07:31:04)");
    assertThat(wording.observer().increased("a", ID, 2, BanTime.PERMANENT, TIME).text())
        .isEqualTo("[a] Increase Ban 192.0.2.7 (2 # permanent -> infinite)");
    assertThat(wording.observer().foundBad("a", ID, TIME, 1, "2.0", true).text())
        .isEqualTo("[a] Found 192.0.2.7, bad - 2026-11-23 07:30:56, 1 # -> 2.0, Ban");
    assertThat(wording.observer().bad("a", ID, 1, TIME, new BanTime(4), new BanTime(8)).text())
        .isEqualTo("[a] IP 192.0.2.7 is bad: 1 # last 2026-11-23 07:30:56 - incr 4s to 8s");
  }

  @Test
  void failedCommandsAreShownAsPythonShowsThem() {
    assertThat(
            wording
                .server()
                .commandFailed(
                    Value.words("set", "it's"),
                    new Value.Failure("builtins", "ValueError", List.of(Value.text("no")))))
        .isEqualTo(
            new Message(
                "transmitter",
                Severity.ERROR,
                "Command ['set', \"it's\"] has failed. Received ValueError('no')"));
  }

  @Test
  void whatNeverEndsEndsInPythonsLastYear() {
    assertThat(wording.time(Instant.MAX)).isEqualTo("9999-12-31 23:59:59");
  }

  @Test
  void noIdCanForgeALine() {
    assertThat(wording.bans().ban("a", FailureId.of("x\n2026 fail2ban.actions: Ban 1")).text())
        .isEqualTo("[a] Ban x\\n2026 fail2ban.actions: Ban 1");
  }
}
