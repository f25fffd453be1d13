package fail2ban.server.dns;

import fail2ban.engine.address.IpAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/**
 * Finds out who this host is: its names, and the addresses of its interfaces and of these names.
 * Asked again after 5 minutes, as fail2ban does, because interfaces come and go.
 *
 * <p>Safe on any thread.
 */
public final class OwnHostLookup {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Lookup lookup;
  private final Questions<String, OwnHost> questions;

  /**
   * @param timeout after which only the addresses of the interfaces count as known
   */
  public OwnHostLookup(
      Lookup lookup, Duration timeout, InstantSource clock, ThreadFactory threads) {
    this.lookup = lookup;
    this.questions =
        new Questions<>(
            this::find,
            new OwnHost("localhost", "localhost", interfaces()),
            timeout,
            new BoundedThreads(threads, 1),
            clock,
            1,
            LIFETIME);
  }

  public CompletionStage<OwnHost> get() {
    return questions.ask("");
  }

  private OwnHost find(String ignored) {
    String shortName = "localhost";
    String fullName = "localhost";
    try {
      shortName = InetAddress.getLocalHost().getHostName();
      fullName = new CanonicalName().of(shortName).orElse(shortName);
    } catch (UnknownHostException e) {
      // A host whose name leads nowhere still has interfaces.
    }
    Set<IpAddress> addresses = interfaces();
    for (String name : List.of("localhost", shortName, fullName)) {
      addresses.addAll(lookup.addresses(name));
    }
    return new OwnHost(shortName, fullName, addresses);
  }

  private static Set<IpAddress> interfaces() {
    var addresses = new HashSet<IpAddress>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(SystemLookup::address)
          .forEach(addresses::add);
    } catch (SocketException e) {
      // None, then: the names may still lead to some.
    }
    return addresses;
  }
}
