package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFramingTest {

  @Test
  void findsTheSameNewlinesAsLookingAtEachByte() {
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextInt(9) == 0 ? (byte) '\n' : bytes[i];
      }
      for (int from = 0; from <= bytes.length; from++) {
        int expected = from;
        while (expected < bytes.length && bytes[expected] != '\n') {
          expected++;
        }
        assertThat(LineFraming.BYTES.afterNewline(bytes, from, bytes.length))
            .isEqualTo(expected == bytes.length ? -1 : expected + 1);
      }
    }
  }

  @Test
  void aNewlineInUtf16IsAWholeUnit() {
    byte[] bytes = {0x0A, 0x0A, 0x00, 0x0A, 0x0A, 0x00};
    assertThat(LineFraming.UTF_16_LE.afterNewline(bytes, 0, 6)).isEqualTo(6);
    assertThat(LineFraming.UTF_16_BE.afterNewline(bytes, 0, 6)).isEqualTo(4);
    assertThat(LineFraming.UTF_16_LE.afterLastNewline(bytes, 0, 5)).isZero();
  }
}
