package fail2ban.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "2001:DB8::1, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
  })
  void addressesAreReadAndPrintedInOneForm(String text, String printed) {
    assertThat(IpAddress.parse(text)).map(IpAddress::text).contains(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "1.2.3.256",
        "1.2.3.4 ",
        " 1.2.3.4",
        "999.1.1.1",
        "1..2.3",
        ":",
        ":::",
        "1:2:3",
        "1::2::3",
        "2001:db8:::1",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:",
        "::1.2.3",
        "1.2.3.4::",
        "g::",
        "fe80::1%eth0",
        "example.com",
        "١.٢.٣.٤",
        "1:2:3:4:5:6:7:1.2.3.4"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void everyPrintedAddressIsReadBackAndAgreesWithTheJdk() throws Exception {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      long mask = random.nextBoolean() ? -1L : 0xffff_0000_ffff_000fL;
      var address = new IpAddress(Family.INET6, random.nextLong() & mask, random.nextLong() & mask);
      assertThat(IpAddress.parse(address.text())).contains(address);
      assertThat(IpAddress.parse(InetAddress.ofLiteral(address.text()).getHostAddress()))
          .contains(address);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77/24, 192.0.2.0/24",
    "192.0.2.77/255.255.255.0, 192.0.2.0/24",
    "192.0.2.77/0, 0.0.0.0/0",
    "2001:db8::ff/64, 2001:db8::/64",
    "2001:db8::ff/120, 2001:db8::/120",
    "::ffff:192.0.2.77/120, 192.0.2.0/24",
    "2001:db8::1/128, 2001:db8::1",
    "192.0.2.77/32, 192.0.2.77",
    "192.0.2.77/33, 192.0.2.77/33",
    "192.0.2.77/255.0.255.0, 192.0.2.77/255.0.255.0",
    "toto, toto",
    "192.0.2.7, 192.0.2.7",
  })
  void anIdIsAnAddressANetworkOrAnyText(String text, String id) {
    assertThat(FailureId.of(text).text()).isEqualTo(id);
  }

  @Test
  void onlyAddressesAndNetworksHaveAFamily() {
    assertThat(FailureId.of("192.0.2.0/24").family()).contains(Family.INET4);
    assertThat(FailureId.of("2001:db8::1").family()).contains(Family.INET6);
    assertThat(FailureId.of("toto").family()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
  })
  void aNetworkContainsWhatSharesItsPrefix(String network, String address, boolean contained) {
    assertThat(
            Network.parse(network).orElseThrow().contains(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(contained);
  }

  @Test
  void reversedFormsAreThoseOfBlockLists() {
    assertThat(reversed("192.0.2.7")).contains("7.2.0.192.");
    assertThat(reversed("2001:db8::1").orElseThrow())
        .startsWith("1.0.0.0.")
        .endsWith("8.b.d.0.1.0.0.2.")
        .hasSize(64);
  }

  private static Optional<String> reversed(String text) {
    return IpAddress.parse(text).map(IpAddress::reversed);
  }
}
