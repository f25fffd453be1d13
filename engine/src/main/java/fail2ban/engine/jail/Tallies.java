package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The offenders who are not banned yet. Owned by the jail's thread. */
final class Tallies {

  private final Map<FailureId, Tally> open = new LinkedHashMap<>();
  private final SharedValues values = new SharedValues();
  private long total;

  /**
   * Counts a failure.
   *
   * @param count by how much it brings a ban nearer; 1 but for the {@code attempt} command
   */
  Tally add(FailureId id, Failure newest, int count, JailLimits limits) {
    total += count;
    Tally known = open.get(id);
    Failure failure = shared(newest);
    Tally counted =
        known == null
            ? opened(id, failure, count, limits)
            : continued(known, failure, count, limits);
    open.put(id, counted);
    return counted;
  }

  /** The tally brought nearer to a ban by retries that nobody made. */
  Tally weigh(Tally tally, int extraRetries) {
    var heavier =
        new Tally(
            tally.id(),
            tally.first(),
            tally.last(),
            tally.retries() + extraRetries,
            tally.attempts(),
            tally.matches(),
            tally.groups());
    open.put(tally.id(), heavier);
    return heavier;
  }

  private Failure shared(Failure failure) {
    return new Failure(
        failure.offender(),
        failure.time(),
        failure.attempts(),
        values.shared(failure.matches()),
        values.shared(failure.groups()));
  }

  void restore(Tally tally) {
    open.put(tally.id(), tally);
  }

  @Nullable Tally remove(FailureId id) {
    return open.remove(id);
  }

  /** Drops the tallies whose last failure no longer counts. */
  List<FailureId> dropBefore(Instant oldest) {
    var dropped = new ArrayList<FailureId>();
    open.values()
        .removeIf(tally -> {
          boolean old = !tally.last().isAfter(oldest);
          if (old) {
            dropped.add(tally.id());
          }
          return old;
        });
    return dropped;
  }

  Collection<Tally> all() {
    return Collections.unmodifiableCollection(open.values());
  }

  int size() {
    return open.size();
  }

  long total() {
    return total;
  }

  private static Tally opened(FailureId id, Failure failure, int count, JailLimits limits) {
    return new Tally(
        id,
        failure.time(),
        failure.time(),
        count,
        failure.attempts(),
        lastOf(failure.matches(), limits.maxMatches()),
        failure.groups());
  }

  /**
   * fail2ban estimates a rate rather than keeping every time: when the window is exceeded, the
   * failures are thinned out as if they had been spread evenly over it.
   */
  private static Tally continued(Tally known, Failure failure, int count, JailLimits limits) {
    Instant time = failure.time();
    Instant first = known.first();
    Instant last = known.last();
    int retries = known.retries();
    if (time.isAfter(last)) {
      Instant windowStart = time.minus(limits.findTime());
      if (first.isBefore(windowStart)) {
        retries = thinned(retries, Duration.between(first, time), limits.findTime());
        first = windowStart;
      }
      last = time;
    }
    var matches = new ArrayList<MatchedLine>(known.matches());
    matches.addAll(failure.matches());
    return new Tally(
        known.id(),
        first,
        last,
        retries + count,
        known.attempts() + failure.attempts(),
        lastOf(matches, limits.maxMatches()),
        merged(known.groups(), failure.groups()));
  }

  private static int thinned(int retries, Duration span, Duration window) {
    return (int) Math.rint(retries / seconds(span) * seconds(window));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static List<MatchedLine> lastOf(List<MatchedLine> matches, int most) {
    return matches.subList(Math.max(0, matches.size() - most), matches.size());
  }

  private static Map<String, Value> merged(Map<String, Value> older, Map<String, Value> newer) {
    if (older.equals(newer)) {
      return older;
    }
    var both = new HashMap<>(older);
    both.putAll(newer);
    return both;
  }
}
