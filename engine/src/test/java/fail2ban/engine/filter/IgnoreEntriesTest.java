package fail2ban.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import fail2ban.engine.address.FailureId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IgnoreEntriesTest {

  private static final int MANY = 100_000;

  private static final String FILE =
      """
      # our own
      192.0.2.1, 192.0.2.2;192.0.2.3
      \t2001:db8::/32 [2001:db9::1]\r
      10.0.0.0/8 172.16.0.0/255.240.0.0#the office

      ,
      monitor.example admin
      file:/etc/more
      198.51.100.7\
      """;

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,true",
    "192.0.2.2,true",
    "192.0.2.3,false",
    "2001:db8:ffff::1,true",
    "2001:db9::1,true",
    "2001:db9::2,false",
    "10.255.255.255,true",
    "11.0.0.0,false",
    "172.31.0.0,true",
    "172.32.0.0,false",
    "172.16.8.0/24,true",
    "172.0.0.0/8,false",
    "198.51.100.7,true",
    "admin,true",
    "office,false",
    "file:/etc/more,false",
  })
  void aFileListsAddressesNetworksAndNames(String id, boolean listed) {
    assertThat(IgnoreEntries.parse(FILE).contains(FailureId.of(id))).isEqualTo(listed);
  }

  @Test
  void namesAreLeftToOthers() {
    assertThat(IgnoreEntries.parse(FILE).names()).containsExactly("monitor.example", "admin");
  }

  @Test
  void nothingIsListedInAnEmptyFile() {
    assertThat(IgnoreEntries.parse("").contains(FailureId.of("0.0.0.0"))).isFalse();
    assertThat(IgnoreEntries.parse("\n#\n").names()).isEmpty();
  }

  @Test
  void theWholeWorldCanBeListed() {
    IgnoreEntries entries = IgnoreEntries.parse("0.0.0.0/0");
    assertThat(entries.contains(FailureId.of("203.0.113.9"))).isTrue();
    assertThat(entries.contains(FailureId.of("2001:db8::1"))).isFalse();
  }

  /** A look through the list for each question would take minutes. */
  @Test
  void manyEntriesTakeNoLongerThanFew() {
    var text = new StringBuilder();
    for (int number = 0; number < MANY; number++) {
      text.append("10.%d.%d.%d%n".formatted(number >> 16, number >> 8 & 255, number & 255));
      text.append(
          "%d.%d.%d.0/24%n".formatted(20 + (number >> 16), number >> 8 & 255, number & 255));
      text.append("2001:db8:%x:%x::/64%n".formatted(number >> 16, number & 0xffff));
    }
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          IgnoreEntries entries = IgnoreEntries.parse(text.toString());
          for (int number = 0; number < MANY; number++) {
            String low = "%d.%d".formatted(number >> 8 & 255, number & 255);
            int high = number >> 16;
            assertThat(entries.contains(FailureId.of("10." + high + "." + low))).isTrue();
            assertThat(entries.contains(FailureId.of((20 + high) + "." + low + ".9"))).isTrue();
            assertThat(entries.contains(FailureId.of("30." + high + "." + low))).isFalse();
          }
        });
  }
}
