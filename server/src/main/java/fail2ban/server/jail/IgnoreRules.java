package fail2ban.server.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whose failures do not count, as far as that can be told without asking anybody. Immutable; a
 * change of the settings makes new rules.
 */
final class IgnoreRules {

  private final boolean self;
  private final Set<FailureId> exact = new HashSet<>();
  private final List<Network> networks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Supplier<Set<IpAddress>> ownAddresses;

  /**
   * @param ownAddresses of this machine, asked at each check: they come and go
   */
  IgnoreRules(IgnoreSettings settings, Supplier<Set<IpAddress>> ownAddresses) {
    this.self = settings.self();
    this.ownAddresses = ownAddresses;
    for (String entry : settings.entries()) {
      switch (FailureId.of(entry)) {
        case FailureId.Single single -> exact.add(single);
        case FailureId.Subnet(Network network) -> networks.add(network);
        case FailureId.Other(String name) -> names.add(name);
      }
    }
  }

  /** The rule that exempts the id, in the log's words; empty if none of those known here does. */
  Optional<String> ruleFor(FailureId id) {
    if (self
        && id instanceof FailureId.Single(var address)
        && ownAddresses.get().contains(address)) {
      return Optional.of("ignoreself rule");
    }
    return exact.contains(id) || networks.stream().anyMatch(network -> within(network, id))
        ? Optional.of("ip")
        : Optional.empty();
  }

  /** Host names whose addresses are exempt, too. */
  List<String> names() {
    return names;
  }

  private static boolean within(Network network, FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress address) -> network.contains(address);
      case FailureId.Subnet(Network other) -> network.contains(other);
      case FailureId.Other _ -> false;
    };
  }
}
