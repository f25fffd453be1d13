package fail2ban.server.enforce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps an action whose own commands destroy what it bans in from banning everybody again and again
 * without end: all are banned again at most so many times a minute. Used by the action's thread.
 */
final class LossLimit {

  private static final int TIMES = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Deque<Instant> told = new ArrayDeque<>();

  /** True if this loss is one to act upon; then it counts. */
  boolean mayTell(Instant now) {
    while (!told.isEmpty() && !told.getFirst().plus(WITHIN).isAfter(now)) {
      told.removeFirst();
    }
    boolean may = told.size() < TIMES;
    if (may) {
      told.add(now);
    }
    return may;
  }
}
