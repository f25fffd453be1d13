package fail2ban.server.page.api;

import fail2ban.engine.jail.BanPlace;
import fail2ban.engine.jail.PlacedBan;
import fail2ban.server.jail.JailStoppedException;
import fail2ban.server.jail.RunningJail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects a page of bans from several jails. Each jail is asked for so many at a time that its
 * thread is kept for a fraction of a millisecond; what is looked for is looked for here.
 */
final class BanPages {

  /** Bans that a jail is asked for at once while somebody searches. */
  private static final int SLICE = 2000;

  /**
   * @param latestFirst from the ban that ends last to the one that ends first
   * @param most bans
   */
  record Wanted(
      Optional<BanCursor> after,
      BanSearch search,
      boolean searching,
      boolean latestFirst,
      int most) {}

  record Found(String jail, PlacedBan placed) {
    BanCursor cursor() {
      return new BanCursor(placed.place().end(), jail, placed.place().sequence());
    }
  }

  private static final Comparator<Found> SOONEST_FIRST =
      Comparator.comparing((Found found) -> found.placed().place().end())
          .thenComparing(Found::jail)
          .thenComparingLong(found -> found.placed().place().sequence());

  private static final Comparator<Found> LATEST_FIRST =
      Comparator.comparing((Found found) -> found.placed().place().end())
          .reversed()
          .thenComparing(Found::jail)
          .thenComparing(
              Comparator.comparingLong((Found found) -> found.placed().place().sequence())
                  .reversed());

  private BanPages() {}

  /** At most {@code wanted.most()} bans, in order. */
  static List<Found> of(List<RunningJail> jails, Wanted wanted) {
    var found = new ArrayList<Found>();
    for (RunningJail jail : jails) {
      if (jail.facts().banned() > 0) {
        collect(jail, wanted, found);
      }
    }
    found.sort(wanted.latestFirst() ? LATEST_FIRST : SOONEST_FIRST);
    return found.subList(0, Math.min(found.size(), wanted.most()));
  }

  private static void collect(RunningJail jail, Wanted wanted, List<Found> found) {
    int slice = wanted.searching() ? SLICE : wanted.most();
    int enough = found.size() + wanted.most();
    Optional<BanPlace> after =
        wanted.after().flatMap(cursor -> cursor.in(jail.name(), wanted.latestFirst()));
    List<PlacedBan> some = some(jail, after, wanted.latestFirst(), slice);
    while (!some.isEmpty()) {
      for (PlacedBan placed : some) {
        if (found.size() < enough && wanted.search().finds(placed.ban().id())) {
          found.add(new Found(jail.name(), placed));
        }
      }
      boolean end = some.size() < slice || found.size() == enough;
      after = Optional.of(some.getLast().place());
      some = end ? List.of() : some(jail, after, wanted.latestFirst(), slice);
    }
  }

  /** A jail that has stopped meanwhile has no bans. */
  private static List<PlacedBan> some(
      RunningJail jail, Optional<BanPlace> after, boolean latestFirst, int most) {
    try {
      return jail.bans(after, latestFirst, most);
    } catch (JailStoppedException e) {
      return List.of();
    }
  }
}
