package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A heap that grows, of which half is garbage. */
class SpareMemoryTest {

  private static final long MEBIBYTE = 1 << 20;

  private long used;
  private int collections;
  private final SpareMemory memory = new SpareMemory(() -> used, this::collect);

  @Test
  void isLeftAloneUntilItHasTwiceWhatWasAlive() {
    grow(SpareMemory.SLACK);
    assertThat(collections).isZero();
    grow(40 * MEBIBYTE);
    assertThat(collections).isEqualTo(1);
    grow(2 * 20 * MEBIBYTE + SpareMemory.SLACK);
    assertThat(collections).isEqualTo(1);
    grow(2 * 20 * MEBIBYTE + SpareMemory.SLACK + 2);
    assertThat(collections).isEqualTo(2);
  }

  private void grow(long size) {
    used = size;
    memory.look();
  }

  private void collect() {
    collections++;
    used /= 2;
  }
}
