package fail2ban.engine.jail;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Effect.Enforce;
import fail2ban.engine.jail.Effect.Lift;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock is set back by an hour while addresses are counted and banned. */
class ClockSetBackTest {

  private static final FailureId OFFENDER = FailureId.of("192.0.2.7");
  private static final long BEFORE = 10_000;
  private static final long AFTER = BEFORE - 3600;

  private final Jail jail = new Jail();

  @Test
  void whatWasCountedStillCounts() {
    fail(BEFORE);
    fail(BEFORE + 1);
    jail.passTime(at(AFTER));
    assertThat(jail.counts().failedNow()).isEqualTo(1);
    assertThat(fail(AFTER)).anyMatch(Enforce.class::isInstance);
    assertThat(jail.counts()).isEqualTo(new JailCounts(0, 3, 1, 1));
  }

  @Test
  void nobodyIsBannedTwice() {
    ban();
    for (int second = 0; second < 5; second++) {
      assertThat(fail(AFTER + second)).noneMatch(Enforce.class::isInstance);
    }
    assertThat(jail.bans()).hasSize(1);
    assertThat(jail.counts().bannedTotal()).isEqualTo(1);
  }

  @Test
  void aBanHoldsUntilTheTimeThatItWasMadeFor() {
    ban();
    assertThat(jail.passTime(at(AFTER))).isEmpty();
    assertThat(jail.passTime(at(BEFORE + 600))).isEmpty();
    assertThat(jail.passTime(at(BEFORE + 603))).hasAtLeastOneElementOfType(Lift.class);
    assertThat(jail.bans()).isEmpty();
  }

  private void ban() {
    fail(BEFORE);
    fail(BEFORE + 1);
    assertThat(fail(BEFORE + 2)).anyMatch(Enforce.class::isInstance);
  }

  private List<Effect> fail(long time) {
    var line = new MatchedLine("line ", Long.toString(time), "");
    var failure = new Failure(new Offender.Known(OFFENDER), at(time), 1, List.of(line), Map.of());
    return jail.failure(OFFENDER, failure, at(time));
  }

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
