package fail2ban.server.dns;

import fail2ban.engine.address.IpAddress;
import java.util.Set;

/**
 * What this host is called and which addresses it has: what {@code ignoreself} exempts.
 *
 * @param shortName as the kernel knows it, {@code <sh-hostname>}
 * @param fullName with its domain, {@code <fq-hostname>}
 */
public record OwnHost(String shortName, String fullName, Set<IpAddress> addresses) {
  public OwnHost {
    addresses = Set.copyOf(addresses);
  }
}
