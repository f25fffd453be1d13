package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whose actions are still to be told that the ban lasts longer than usual. They are told a little
 * later than they are told to ban, as in fail2ban. Owned by the jail's thread.
 */
final class Prolongations {

  private static final Duration LATEST = Duration.ofSeconds(10);

  /** Left to the plain ban time when the actions are told, if it is long enough. */
  private static final long AHEAD_SECONDS = 5;

  private record Due(Instant time, FailureId id, int banCount) {}

  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::time));

  void add(Ban ban, BanTime plain, Instant now) {
    long longer = ban.banTime().seconds() - plain.seconds() - AHEAD_SECONDS;
    long wait = Math.clamp(longer, 0, LATEST.toSeconds());
    waiting.add(new Due(now.plusSeconds(wait), ban.id(), ban.count()));
  }

  /** The bans that are still in force of those whose time has come. */
  List<Ban> removeDue(Instant now, Bans bans) {
    var due = new ArrayList<Ban>();
    while (!waiting.isEmpty() && !waiting.peek().time().isAfter(now)) {
      Due next = waiting.remove();
      Ban ban = bans.get(next.id());
      if (ban != null && ban.count() == next.banCount()) {
        due.add(ban);
      }
    }
    return due;
  }

  void clear() {
    waiting.clear();
  }

  /** When the next one is due; null if none is. */
  @Nullable Instant next() {
    Due first = waiting.peek();
    return first == null ? null : first.time();
  }
}
