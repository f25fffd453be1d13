package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.jail.BanTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spec 5.9, row by row. */
final class RestoreRuleTest {

  private static final Instant MINUTE_AGO = NOW.minusSeconds(60);
  private static final RestoreRule TEN_MINUTES = RestoreRule.plain(new BanTime(600));
  private static final RestoreRule FOREVER = RestoreRule.plain(BanTime.PERMANENT);
  private static final RestoreRule GROWING =
      new RestoreRule(new BanTime(600), true, Optional.empty());
  private static final RestoreRule GROWING_TO_AN_HOUR =
      new RestoreRule(new BanTime(600), true, Optional.of(new BanTime(3600)));

  @Test
  void aBanKeepsItsOwnTimeIfThatIsShorter() {
    assertThat(TEN_MINUTES.apply(MINUTE_AGO, 120, NOW)).contains(new BanTime(120));
  }

  @Test
  void aLongerBanIsCutToTheJails() {
    assertThat(TEN_MINUTES.apply(MINUTE_AGO, 86_400, NOW)).contains(new BanTime(600));
    assertThat(TEN_MINUTES.apply(MINUTE_AGO, -1, NOW)).contains(new BanTime(600));
  }

  @Test
  void aBanOlderThanTheJailsTimeIsOverEvenIfItWasMeantToLast() {
    assertThat(TEN_MINUTES.apply(NOW.minusSeconds(600), 86_400, NOW)).isEmpty();
    assertThat(TEN_MINUTES.apply(NOW.minusSeconds(599), 86_400, NOW)).isPresent();
    assertThat(TEN_MINUTES.apply(NOW.minusSeconds(600), -1, NOW)).isEmpty();
  }

  @Test
  void aPermanentJailKeepsBansAsTheyAre() {
    assertThat(FOREVER.apply(NOW.minusSeconds(1_000_000), -1, NOW)).contains(BanTime.PERMANENT);
    assertThat(FOREVER.apply(MINUTE_AGO, 120, NOW)).contains(new BanTime(120));
    assertThat(FOREVER.apply(MINUTE_AGO, 60, NOW)).isEmpty();
  }

  @Test
  void withIncrementABanMayOutlastTheJailsTimeUpToTheMaximum() {
    assertThat(GROWING.apply(NOW.minusSeconds(7200), 86_400, NOW)).contains(new BanTime(86_400));
    assertThat(GROWING.apply(NOW.minusSeconds(7200), -1, NOW)).contains(BanTime.PERMANENT);
    assertThat(GROWING_TO_AN_HOUR.apply(NOW.minusSeconds(1800), 86_400, NOW))
        .contains(new BanTime(3600));
    assertThat(GROWING_TO_AN_HOUR.apply(NOW.minusSeconds(3600), 86_400, NOW)).isEmpty();
  }

  @Test
  void aBanFromASchemaWithoutTimesLastsAsLongAsTheJails() {
    assertThat(TEN_MINUTES.apply(MINUTE_AGO, -2, NOW)).contains(new BanTime(600));
    assertThat(FOREVER.apply(MINUTE_AGO, -2, NOW)).contains(BanTime.PERMANENT);
  }

  @Test
  void otherNegativeTimesEndAtOnce() {
    assertThat(FOREVER.apply(MINUTE_AGO, -7, NOW)).isEmpty();
  }
}
