package fail2ban.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AcceptTroublesTest {

  private final RecordedLogs logs = new RecordedLogs();
  private final AcceptTroubles troubles = new AcceptTroubles(logs.named("asyncserver"));

  @Test
  void aTroubleIsToldOnceHoweverLongItLasts() {
    fail(1000);
    troubles.accepted();
    assertThat(logs.lines)
        .hasSize(2)
        .first()
        .asString()
        .contains("Accept failed: Too many open files");
    assertThat(logs.lines.getLast()).contains("after 1000 failed attempts");
  }

  @Test
  void troubleThatComesAndGoesFloodsNoLog() {
    for (int round = 0; round < 1000; round++) {
      fail(1);
      troubles.accepted();
    }
    assertThat(logs.lines.stream().filter(line -> line.contains("Accept failed"))).hasSize(1);
  }

  @Test
  void theNextTroubleIsToldAgain() {
    fail(1);
    for (int accepted = 0; accepted < 20; accepted++) {
      troubles.accepted();
    }
    fail(1);
    assertThat(logs.lines).hasSize(3);
  }

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      troubles.failed(new IOException("Too many open files"));
    }
  }
}
