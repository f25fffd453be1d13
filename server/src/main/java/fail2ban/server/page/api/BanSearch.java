package fail2ban.server.page.api;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.util.Locale;

/** Which bans somebody looks for. Safe on any thread. */
@FunctionalInterface
interface BanSearch {

  BanSearch EVERY = _ -> true;

  boolean finds(FailureId id);

  /**
   * An address finds itself and the networks that it is in; a network finds what is in it, and the
   * networks that it is in; any other text finds whatever contains it.
   */
  static BanSearch of(String text) {
    return switch (FailureId.of(text.strip())) {
      case FailureId.Single(IpAddress address) -> id -> concerns(address, id);
      case FailureId.Subnet(Network network) -> id -> concerns(network, id);
      case FailureId.Other(String part) -> {
        String wanted = part.toLowerCase(Locale.ROOT);
        yield id -> id.text().toLowerCase(Locale.ROOT).contains(wanted);
      }
    };
  }

  private static boolean concerns(IpAddress address, FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress banned) -> banned.equals(address);
      case FailureId.Subnet(Network banned) -> banned.contains(address);
      case FailureId.Other _ -> false;
    };
  }

  private static boolean concerns(Network network, FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress banned) -> network.contains(banned);
      case FailureId.Subnet(Network banned) -> network.contains(banned) || banned.contains(network);
      case FailureId.Other _ -> false;
    };
  }
}
