package fail2ban.server.dns;

import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The host's own resolver: {@code /etc/hosts}, DNS, whatever nsswitch.conf says. */
public final class SystemLookup implements Lookup {

  @Override
  public List<IpAddress> addresses(String name) {
    try {
      return Stream.of(InetAddress.getAllByName(name))
          .map(SystemLookup::address)
          .distinct()
          .toList();
    } catch (UnknownHostException | SecurityException e) {
      return List.of();
    }
  }

  /** As the JDK does it: a name counts only if it leads back to the address. */
  @Override
  public Optional<String> name(IpAddress address) {
    try {
      InetAddress asked = InetAddress.getByAddress(bytes(address));
      String name = asked.getCanonicalHostName();
      return name.equals(asked.getHostAddress()) ? Optional.empty() : Optional.of(name);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 or 16 bytes", e);
    }
  }

  static IpAddress address(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == 4
        ? new IpAddress(Family.INET4, 0, bytes.getInt() & 0xffff_ffffL)
        : new IpAddress(Family.INET6, bytes.getLong(), bytes.getLong());
  }

  static byte[] bytes(IpAddress address) {
    return switch (address.family()) {
      case INET4 -> ByteBuffer.allocate(4).putInt((int) address.low()).array();
      case INET6 -> ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    };
  }
}
