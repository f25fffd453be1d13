package fail2ban.server.jail;

import fail2ban.engine.jail.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was set aside in the order in which it came, for each key: an answer that comes before
 * that of an earlier question about the same key waits for it. So the failures of one address are
 * counted, and their lines quoted, as the log has them. Other keys do not wait.
 *
 * <p>Owned by the jail's thread.
 */
final class Arrivals {

  private final Map<Object, Deque<Arrival>> waiting = new HashMap<>();

  /** A place after all others of the key. */
  Arrival behind(Object key) {
    var arrival = new Arrival(key);
    waiting.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(arrival);
    return arrival;
  }

  /** A place in the order, and once it is known, what happens when its time has come. */
  final class Arrival {

    private final Object key;
    private Optional<FailureGate.Letter> step = Optional.empty();

    private Arrival(Object key) {
      this.key = key;
    }

    /** What to do, as soon as nothing earlier is waiting. */
    void ready(FailureGate.Letter what, List<Effect> effects) {
      step = Optional.of(what);
      Deque<Arrival> line = waiting.getOrDefault(key, new ArrayDeque<>());
      while (!line.isEmpty() && line.element().step.isPresent()) {
        line.remove().step.ifPresent(first -> first.run(effects));
      }
      if (line.isEmpty()) {
        waiting.remove(key, line);
      }
    }
  }
}
