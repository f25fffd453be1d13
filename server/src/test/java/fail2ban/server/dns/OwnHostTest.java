package fail2ban.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.IpAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

  /** Python's is what fail2ban asks. */
  @Test
  void theFullNameIsWhatTheResolverCallsIt() throws Exception {
    String script =
        """
        import socket, sys
        for name in sys.argv[1:]:
            try:
                print(socket.getaddrinfo(name, None, 0, 0, 0, socket.AI_CANONNAME)[0][3])
            except OSError:
                print()
        """;
    List<String> names =
        List.of("localhost", InetAddress.getLocalHost().getHostName(), "127.0.0.1", "no.invalid");
    var command = new ArrayList<>(List.of("python3", "-c", script));
    command.addAll(names);
    Process python = new ProcessBuilder(command).start();
    assertThat(names.stream().map(name -> new CanonicalName().of(name).orElse("")))
        .containsExactlyElementsOf(
            new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
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
