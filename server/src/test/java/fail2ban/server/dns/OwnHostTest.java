package fail2ban.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this very machine says of itself. */
final class OwnHostTest {

  @TempDir Path folder;

  @Test
  void theLoopbackIsOurs() throws Exception {
    var lookup =
        new OwnHostLookup(
            new SystemLookup(),
            Duration.ofSeconds(20),
            InstantSource.system(),
            Thread.ofVirtual().factory());
    OwnHost host = lookup.get().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(host.addresses()).contains(IpAddress.parse("127.0.0.1").orElseThrow());
    assertThat(host.shortName()).isNotEmpty();
  }

  @Test
  void bytesAndAddressesConvertBothWays() throws Exception {
    for (String text : new String[] {"192.0.2.255", "::1", "2001:db8::ffff:1", "255.255.255.255"}) {
      IpAddress address = IpAddress.parse(text).orElseThrow();
      var asked = java.net.InetAddress.getByAddress(SystemLookup.bytes(address));
      assertThat(SystemLookup.address(asked)).isEqualTo(address);
    }
  }

  @Test
  void theKernelsSwitchTurnsSixOff() throws Exception {
    Path file = folder.resolve("disable_ipv6");
    Files.writeString(file, "1\n");
    assertThat(new Ipv6(file).usable()).isFalse();
  }

  @Test
  void theHostIsAskedOnceAndOnlyIfNothingIsSet() {
    var asked = new AtomicInteger();
    var allowed = new Ipv6Allowed(() -> asked.incrementAndGet() > 0);
    allowed.set("no");
    assertThat(allowed.getAsBoolean()).isFalse();
    allowed.set("Yes");
    assertThat(allowed.getAsBoolean()).isTrue();
    assertThat(asked).hasValue(0);
    allowed.set("auto");
    assertThat(allowed.getAsBoolean()).isTrue();
    assertThat(allowed.getAsBoolean()).isTrue();
    assertThat(asked).hasValue(1);
  }
}
