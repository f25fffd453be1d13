package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Tally;
import java.util.List;
import java.util.Set;

/**
 * What one jail wants remembered together: all of it is stored, or none. {@link CommitDraft} makes
 * one, and says in which order the parts count.
 *
 * @param everyoneForgotten all stored bans of the jail go, before the others of this commit come
 * @param forgotten ids whose stored bans go, as {@code unbanip} asks; a ban that merely ends is not
 *     forgotten but stays as history
 * @param begun new bans, each of them one more in the offender's history
 * @param prolonged bans in force that now end later
 * @param settled ids whose open tally goes: banned, or past their findtime
 * @param tallies open tallies as they stand now
 * @param positions how far the jail has processed its sources: never ahead of the rest
 */
public record JailCommit(
    String jail,
    boolean everyoneForgotten,
    Set<FailureId> forgotten,
    List<Ban> begun,
    List<Ban> prolonged,
    Set<FailureId> settled,
    List<Tally> tallies,
    List<StoredPosition> positions) {

  public JailCommit {
    forgotten = Set.copyOf(forgotten);
    begun = List.copyOf(begun);
    prolonged = List.copyOf(prolonged);
    settled = Set.copyOf(settled);
    tallies = List.copyOf(tallies);
    positions = List.copyOf(positions);
    if (begun.stream().anyMatch(Ban::restored)) {
      throw new IllegalArgumentException("a restored ban is in the database already");
    }
  }
}
