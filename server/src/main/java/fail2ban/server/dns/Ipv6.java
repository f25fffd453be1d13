package fail2ban.server.dns;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds out whether this host can use IPv6, as {@code allowipv6 = auto} asks: the kernel's switch,
 * then whether a socket can be bound, then whether any interface has such an address.
 *
 * @param kernelSwitch the file that holds 1 where IPv6 is off
 */
record Ipv6(Path kernelSwitch) {

  static final Ipv6 HOST = new Ipv6(Path.of("/proc/sys/net/ipv6/conf/all/disable_ipv6"));

  boolean usable() {
    return !switchedOff() && (canBind() || anyAddress());
  }

  private boolean switchedOff() {
    try {
      return Files.readString(kernelSwitch).strip().equals("1");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean canBind() {
    try (var socket = DatagramChannel.open(StandardProtocolFamily.INET6)) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean anyAddress() {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      return interfaces
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(Inet6Address.class::isInstance);
    } catch (IOException e) {
      return false;
    }
  }
}
