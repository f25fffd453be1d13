package fail2ban.server.dns;

import fail2ban.engine.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** Asks the name service, and waits for it as long as it takes. Safe on any thread. */
public interface Lookup {

  /** The addresses of a host; none if the name is unknown or nobody answers. */
  List<IpAddress> addresses(String name);

  /** The host name of an address; empty if it has none or nobody answers. */
  Optional<String> name(IpAddress address);
}
