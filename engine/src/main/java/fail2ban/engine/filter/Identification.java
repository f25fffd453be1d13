package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells from the captured groups whom to blame. */
final class Identification {

  private static final List<String> NAMING =
      List.of(GroupNames.FID, GroupNames.IP4, GroupNames.IP6, GroupNames.DNS, GroupNames.HOST);

  private Identification() {}

  /** True if some group names an id, an address or a host. */
  static boolean possible(Map<String, Value> groups) {
    for (String name : NAMING) {
      if (Captured.has(groups, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whom to blame; empty if it is a name and names are not wanted. */
  static Optional<Offender> offender(Map<String, Value> groups, UseDns useDns) {
    Value id = groups.get(GroupNames.FID);
    if (id != null && !id.toString().isEmpty()) {
      FailureId named =
          id instanceof Value.Text text
              ? withLength(text.text(), groups)
              : new FailureId.Other(id.toString());
      return Optional.of(new Offender.Known(named));
    }
    return address(groups)
        .<Offender>map(text -> new Offender.Known(withLength(text, groups)))
        .or(() -> host(groups, useDns));
  }

  /** The text of the address, where the line holds one. */
  static Optional<String> address(Map<String, Value> groups) {
    String four = Captured.text(groups, GroupNames.IP4);
    String text = four.isEmpty() ? Captured.text(groups, GroupNames.IP6) : four;
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Offender> host(Map<String, Value> groups, UseDns useDns) {
    String dns = Captured.text(groups, GroupNames.DNS);
    String name = dns.isEmpty() ? Captured.text(groups, GroupNames.HOST) : dns;
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (useDns == UseDns.RAW || IpAddress.parse(name).isPresent()) {
      return Optional.of(new Offender.Known(withLength(name, groups)));
    }
    return useDns == UseDns.NO ? Optional.empty() : Optional.of(new Offender.Host(name));
  }

  private static FailureId withLength(String text, Map<String, Value> groups) {
    String length = Captured.text(groups, GroupNames.CIDR);
    if (length.isEmpty()) {
      return FailureId.of(text);
    }
    Optional<Network> network = Network.parse(text + "/" + length);
    return network.isPresent() ? FailureId.of(network.get()) : FailureId.of(text);
  }
}
