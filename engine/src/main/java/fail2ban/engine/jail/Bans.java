package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bans in force, found by id and in the order in which they end. Owned by the jail's thread.
 */
final class Bans {

  /**
   * @param ownTime true if the ban keeps its length when the jail's ban time changes
   * @param sequence tells bans apart that end at the same moment: the older one first
   */
  private record Held(Ban ban, boolean ownTime, long sequence) {}

  private static final Comparator<Held> BY_END =
      Comparator.comparing((Held held) -> held.ban().end()).thenComparingLong(Held::sequence);

  private final Map<FailureId, Held> byId = new HashMap<>();
  private final TreeSet<Held> byEnd = new TreeSet<>(BY_END);
  private long sequence;
  private long total;

  void begin(Ban ban, boolean ownTime) {
    put(ban, ownTime);
    total++;
  }

  /** Replaces a ban by one with other times; it is still the same ban. */
  void replace(Ban ban) {
    Held known = byId.get(ban.id());
    put(ban, known != null && known.ownTime());
  }

  @Nullable Ban get(FailureId id) {
    Held held = byId.get(id);
    return held == null ? null : held.ban();
  }

  @Nullable Ban remove(FailureId id) {
    Held held = byId.remove(id);
    if (held == null) {
      return null;
    }
    byEnd.remove(held);
    return held.ban();
  }

  /** Removes and returns the bans that have ended, the earliest first. */
  List<Ban> removeEnded(Instant now) {
    var ended = new ArrayList<Ban>();
    while (!byEnd.isEmpty() && byEnd.first().ban().end().isBefore(now)) {
      Held first = byEnd.removeFirst();
      byId.remove(first.ban().id());
      ended.add(first.ban());
    }
    return ended;
  }

  /** The bans that take their length from the jail get another one. */
  void changeCommonTime(BanTime banTime) {
    for (Held held : List.copyOf(byEnd)) {
      if (!held.ownTime()) {
        put(held.ban().lasting(banTime), false);
      }
    }
  }

  /** In the order in which they end. */
  List<Ban> all() {
    return byEnd.stream().map(Held::ban).toList();
  }

  /**
   * Some of the bans in the order in which they end, or in the opposite one.
   *
   * @param after begin behind this place; empty to begin at the start
   * @param most bans
   */
  List<PlacedBan> some(Optional<BanPlace> after, boolean latestFirst, int most) {
    NavigableSet<Held> order = latestFirst ? byEnd.descendingSet() : byEnd;
    NavigableSet<Held> rest = after.map(place -> order.tailSet(held(place), false)).orElse(order);
    return rest.stream().limit(most).map(Bans::placed).toList();
  }

  private static PlacedBan placed(Held held) {
    return new PlacedBan(new BanPlace(held.ban().end(), held.sequence()), held.ban());
  }

  /** Nobody's ban, which stands at that place. */
  private static Held held(BanPlace place) {
    var nobody = new FailureId.Other("");
    var ban = new Ban(nobody, place.end(), new BanTime(0), 0, 0, List.of(), Map.of(), false);
    return new Held(ban, false, place.sequence());
  }

  /** When the next ban ends; null if none does. */
  @Nullable Instant nextEnd() {
    return byEnd.isEmpty() || byEnd.first().ban().banTime().permanent()
        ? null
        : byEnd.first().ban().end();
  }

  int size() {
    return byId.size();
  }

  long total() {
    return total;
  }

  private void put(Ban ban, boolean ownTime) {
    remove(ban.id());
    var held = new Held(ban, ownTime, sequence++);
    byId.put(ban.id(), held);
    byEnd.add(held);
  }
}
