package fail2ban.server.main;

import fail2ban.server.control.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this server can do besides its jails, by the names of the sections that ask for it. All are
 * entered before the first command comes. Safe on any thread.
 */
final class Services implements AutoCloseable {

  private final Map<String, Service> all = new LinkedHashMap<>();

  synchronized void add(String name, Service service) {
    all.put(name, service);
  }

  synchronized Optional<Service> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** A configuration without a section is one that does not want the service. */
  synchronized void keepOnly(Set<String> names) {
    all.forEach((name, service) -> {
      if (!names.contains(name)) {
        service.off();
      }
    });
  }

  @Override
  public void close() {
    keepOnly(Set.of());
  }
}
