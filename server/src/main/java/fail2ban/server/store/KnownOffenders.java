package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table {@code bips} without its data, in memory: while ban times grow, each failure asks
 * whether the offender was banned before, and asking the file would hold up the jail, the more so
 * when the file is locked. Safe on any thread.
 */
final class KnownOffenders {

  /** Each offender's latest ban by jail; the inner maps are never changed. */
  private final Map<FailureId, Map<String, BanHistory>> offenders = new ConcurrentHashMap<>();

  void putAll(Map<FailureId, Map<String, BanHistory>> stored) {
    stored.forEach((id, jails) -> offenders.put(id, Map.copyOf(jails)));
  }

  void note(JailCommit commit) {
    String jail = commit.jail();
    if (commit.everyoneForgotten()) {
      offenders.keySet().forEach(id -> forget(jail, id));
    }
    commit.forgotten().forEach(id -> forget(jail, id));
    commit.begun().forEach(ban -> put(jail, ban));
    commit.prolonged().forEach(ban -> put(jail, ban));
  }

  /** Forgets whom the database forgets, see {@link BanRows#purge}. */
  void purge(Instant before) {
    offenders.forEach((id, jails) ->
        jails.forEach((jail, history) -> {
          if (isPast(history, before)) {
            forget(jail, id);
          }
        }));
  }

  Optional<BanHistory> in(String jail, FailureId id) {
    return Optional.ofNullable(offenders.getOrDefault(id, Map.of()).get(jail));
  }

  /** Counts are added up; the latest ban counts as the last. */
  Optional<BanHistory> everywhere(FailureId id) {
    return offenders.getOrDefault(id, Map.of()).values().stream().reduce(KnownOffenders::sum);
  }

  private static BanHistory sum(BanHistory one, BanHistory other) {
    BanHistory latest = other.last().isAfter(one.last()) ? other : one;
    int count = Math.clamp((long) one.count() + other.count(), 0, Integer.MAX_VALUE);
    return new BanHistory(count, latest.last(), latest.banTime());
  }

  private static boolean isPast(BanHistory history, Instant before) {
    return !history.banTime().permanent()
        && history.last().isBefore(before)
        && history.last().plusSeconds(3 * history.banTime().seconds()).isBefore(before);
  }

  private void put(String jail, Ban ban) {
    var latest = new BanHistory(ban.count(), ban.start(), ban.banTime());
    offenders.merge(ban.id(), Map.of(jail, latest), KnownOffenders::merged);
  }

  private void forget(String jail, FailureId id) {
    offenders.computeIfPresent(
        id,
        (_, jails) -> {
          var others = new HashMap<>(jails);
          others.remove(jail);
          return others.isEmpty() ? null : Map.copyOf(others);
        });
  }

  private static Map<String, BanHistory> merged(
      Map<String, BanHistory> known, Map<String, BanHistory> latest) {
    if (latest.keySet().containsAll(known.keySet())) {
      return latest;
    }
    var all = new HashMap<>(known);
    all.putAll(latest);
    return Map.copyOf(all);
  }
}
