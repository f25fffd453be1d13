package fail2ban.client.regex;

import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks by way of the system, and remembers the answers. Owned by one thread. */
final class SystemNames implements Names {

  private static final int REMEMBERED = 1000;

  private final Log log;
  private final Map<String, List<IpAddress>> addresses = new LinkedHashMap<>();
  private final Map<IpAddress, Optional<String>> hosts = new LinkedHashMap<>();

  SystemNames(Log log) {
    this.log = log;
  }

  @Override
  public List<IpAddress> addresses(String host) {
    return remembered(addresses, host, this::lookUp);
  }

  @Override
  public Optional<String> host(IpAddress address) {
    return remembered(hosts, address, SystemNames::lookUp);
  }

  private static <K, V> V remembered(Map<K, V> known, K key, Function<K, V> question) {
    V answer = known.get(key);
    if (answer == null) {
      answer = question.apply(key);
      if (known.size() >= REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
      known.put(key, answer);
    }
    return answer;
  }

  private List<IpAddress> lookUp(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .flatMap(address -> IpAddress.parse(address.getHostAddress()).stream())
          .toList();
    } catch (UnknownHostException e) {
      log.warning("Unable to find a corresponding IP address for " + host + ": " + e.getMessage());
      return List.of();
    }
  }

  private static Optional<String> lookUp(IpAddress address) {
    try {
      String name = InetAddress.getByName(address.text()).getCanonicalHostName();
      return name.equals(address.text()) ? Optional.empty() : Optional.of(name);
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }
}
