package fail2ban.engine.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The connections that a filter knows, by their id ({@code F-MLFID}). Holds at most 100, each for
 * five minutes, as fail2ban does. Owned by one jail's thread.
 */
final class ConnectionCache {

  private static final int CAPACITY = 100;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Map<String, Connection> connections = new LinkedHashMap<>();

  Optional<Connection> find(String id, Instant now) {
    Connection known = connections.get(id);
    if (known != null && known.opened().plus(KEPT).isBefore(now)) {
      connections.remove(id);
      return Optional.empty();
    }
    return Optional.ofNullable(known);
  }

  void put(String id, Connection connection) {
    if (connections.size() >= CAPACITY && !connections.containsKey(id)) {
      connections.remove(connections.keySet().iterator().next());
    }
    connections.put(id, connection);
  }

  void remove(String id) {
    connections.remove(id);
  }
}
