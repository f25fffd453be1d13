package fail2ban.client.regex;

import fail2ban.engine.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** Asks the name server. Each question may wait. */
interface Names {

  /** The addresses of a host, none if it is unknown. */
  List<IpAddress> addresses(String host);

  /** The name of an address, empty if it has none. */
  Optional<String> host(IpAddress address);
}
