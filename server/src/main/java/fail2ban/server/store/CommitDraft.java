package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A commit in the making: told what happened, in the order in which it happened, it keeps what has
 * to be written. Later news of an id, a tally or a file replace earlier ones, so a draft that waits
 * for a disk to come back grows with the number of offenders and not with time.
 *
 * <p>Not thread-safe: owned by whoever fills it.
 */
public final class CommitDraft {

  private final String jail;
  private boolean everyoneForgotten;
  private final Set<FailureId> forgotten = new LinkedHashSet<>();
  private final Map<FailureId, List<Ban>> begun = new LinkedHashMap<>();
  private final Map<FailureId, Ban> prolonged = new LinkedHashMap<>();
  private final Set<FailureId> settled = new LinkedHashSet<>();
  private final Map<FailureId, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, StoredPosition> positions = new LinkedHashMap<>();

  public CommitDraft(String jail) {
    this.jail = jail;
  }

  /** A new ban; an earlier one of the same id stays in the history. */
  public CommitDraft begin(Ban ban) {
    begun.computeIfAbsent(ban.id(), _ -> new ArrayList<>(1)).add(ban);
    prolonged.remove(ban.id());
    return this;
  }

  /** A ban in force got a later end, or any other new value. */
  public CommitDraft prolong(Ban ban) {
    List<Ban> unwritten = begun.get(ban.id());
    if (unwritten == null) {
      prolonged.put(ban.id(), ban);
    } else {
      unwritten.set(unwritten.size() - 1, ban);
    }
    return this;
  }

  /** The id's bans are to leave the database. */
  public CommitDraft forget(FailureId id) {
    begun.remove(id);
    prolonged.remove(id);
    forgotten.add(id);
    return this;
  }

  /** All bans of the jail are to leave the database. */
  public CommitDraft forgetEveryone() {
    begun.clear();
    prolonged.clear();
    forgotten.clear();
    everyoneForgotten = true;
    return this;
  }

  /** An open tally as it stands now. */
  public CommitDraft count(Tally tally) {
    settled.remove(tally.id());
    tallies.put(tally.id(), tally);
    return this;
  }

  /** The id has no open tally any more. */
  public CommitDraft settle(FailureId id) {
    tallies.remove(id);
    settled.add(id);
    return this;
  }

  /** The source is processed up to here. */
  public CommitDraft reach(StoredPosition position) {
    positions.put(position.path(), position);
    return this;
  }

  /** Everything that a later commit of the same jail says. */
  public CommitDraft add(JailCommit later) {
    if (later.everyoneForgotten()) {
      forgetEveryone();
    }
    later.forgotten().forEach(this::forget);
    later.begun().forEach(this::begin);
    later.prolonged().forEach(this::prolong);
    later.settled().forEach(this::settle);
    later.tallies().forEach(this::count);
    later.positions().forEach(this::reach);
    return this;
  }

  /** Number of rows that this draft would touch, roughly: what it costs in memory. */
  public int size() {
    return forgotten.size()
        + begun.size()
        + prolonged.size()
        + settled.size()
        + tallies.size()
        + positions.size();
  }

  /** True if there is nothing to write. */
  public boolean isEmpty() {
    return size() == 0 && !everyoneForgotten;
  }

  public JailCommit commit() {
    return new JailCommit(
        jail,
        everyoneForgotten,
        forgotten,
        begun.values().stream().flatMap(List::stream).toList(),
        List.copyOf(prolonged.values()),
        settled,
        List.copyOf(tallies.values()),
        List.copyOf(positions.values()));
  }
}
