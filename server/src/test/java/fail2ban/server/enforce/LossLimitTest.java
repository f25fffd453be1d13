package fail2ban.server.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LossLimitTest {

  private static final Instant NOW = Instant.ofEpochSecond(1795419000);

  @Test
  void threeLossesAMinuteAreActedUpon() {
    var limit = new LossLimit();
    assertThat(limit.mayTell(NOW)).isTrue();
    assertThat(limit.mayTell(NOW.plusSeconds(10))).isTrue();
    assertThat(limit.mayTell(NOW.plusSeconds(20))).isTrue();
    assertThat(limit.mayTell(NOW.plusSeconds(59))).isFalse();
    assertThat(limit.mayTell(NOW.plusSeconds(60))).isTrue();
    assertThat(limit.mayTell(NOW.plusSeconds(61))).isFalse();
  }
}
