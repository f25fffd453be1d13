package fail2ban.engine.filter;

import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Addresses and networks, any number of them: to find out whether one of them covers an address
 * takes one look for each length that networks have here. Immutable.
 */
final class AddressSet {

  private final Set<IpAddress> addresses;
  private final Set<Network> networks;
  private final Map<Family, int[]> lengths;

  AddressSet(Collection<IpAddress> addresses, Collection<Network> networks) {
    // Not Set.copyOf: its sets probe linearly, and addresses in a row are what they are worst at.
    this.addresses = new HashSet<>(addresses);
    this.networks = new HashSet<>(networks);
    this.lengths = lengths(this.networks);
  }

  boolean covers(IpAddress address) {
    return addresses.contains(address) || inNetwork(address, address.family().bits());
  }

  boolean covers(Network network) {
    return inNetwork(network.base(), network.prefix());
  }

  private boolean inNetwork(IpAddress address, int longest) {
    for (int length : lengths.getOrDefault(address.family(), new int[0])) {
      if (length <= longest && networks.contains(new Network(address, length))) {
        return true;
      }
    }
    return false;
  }

  private static Map<Family, int[]> lengths(Set<Network> networks) {
    var found = new HashMap<Family, Set<Integer>>();
    for (Network network : networks) {
      found.computeIfAbsent(network.base().family(), _ -> new TreeSet<>()).add(network.prefix());
    }
    var lengths = new HashMap<Family, int[]>();
    found.forEach(
        (family, some) -> lengths.put(family, some.stream().mapToInt(Integer::intValue).toArray()));
    return lengths;
  }
}
