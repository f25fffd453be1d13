package fail2ban.server.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers answers for a while, and no more than a given number: the oldest goes first. With no
 * room or no time it remembers nothing.
 *
 * <p>Not thread-safe.
 */
public final class Cache<K, V> {

  private final int most;
  private final Duration lifetime;
  private final Map<K, Kept<V>> kept = new LinkedHashMap<>();

  public Cache(int most, Duration lifetime) {
    this.most = most;
    this.lifetime = lifetime;
  }

  private record Kept<V>(V value, Instant until) {}

  public Optional<V> get(K key, Instant now) {
    Kept<V> found = kept.get(key);
    if (found == null) {
      return Optional.empty();
    }
    // A clock that was set back would otherwise make an answer live for longer.
    if (now.isBefore(found.until()) && !now.isBefore(found.until().minus(lifetime))) {
      return Optional.of(found.value());
    }
    kept.remove(key);
    return Optional.empty();
  }

  public void put(K key, V value, Instant now) {
    kept.remove(key);
    kept.put(key, new Kept<>(value, now.plus(lifetime)));
    if (kept.size() > most) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  int size() {
    return kept.size();
  }
}
