package fail2ban.server.source;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contents that one path has had and that are still of interest, oldest first; the last is the
 * one the path leads to. Guarded by its file's lock.
 */
final class Generations {

  /** Leaves room for rotated files that a jail finds later, at its start. */
  private static final long STEP = 1_000;

  private static final int UNREAD = 4;

  private static final int REMEMBERED = 256;

  /** A file that was read and left: not to be taken for one that was missed. */
  private record Past(FileState.Identity identity, String hash) {}

  private final FollowSettings settings;
  private final List<Generation> all = new ArrayList<>();
  private final Set<Past> past = new LinkedHashSet<>();
  private long lastNumber;

  Generations(FollowSettings settings) {
    this.settings = settings;
  }

  List<Generation> all() {
    return List.copyOf(all);
  }

  Generation current() {
    return all.getLast();
  }

  /** The number for the next content of the path. */
  long nextNumber() {
    lastNumber += STEP;
    return lastNumber;
  }

  void add(Generation generation) {
    all.add(generation);
    all.sort(Comparator.comparingLong(Generation::number));
  }

  Optional<Generation> of(FileState.Identity identity) {
    return all.stream().filter(each -> each.log().identity().equals(identity)).findFirst();
  }

  /**
   * Takes out those that every jail has read and whose writers are quiet, or that are too many. If
   * a jail does not read at all, the oldest ones go although unread: descriptors are not endless.
   */
  List<Generation> leave(List<FileSubscription> jails, Instant now) {
    List<Generation> left = new ArrayList<>();
    Instant quietSince = now.minus(settings.grace());
    for (Generation old : List.copyOf(all.subList(0, Math.max(0, all.size() - 1)))) {
      int others = all.size() - left.size() - 1;
      boolean done = others > settings.rotatedFiles() || old.quietSince(quietSince);
      if ((done && exhausted(old, jails)) || others > UNREAD * settings.rotatedFiles()) {
        left.add(old);
      }
    }
    left.forEach(this::remove);
    return left;
  }

  /** True if every jail has come to the end of it. */
  boolean exhausted(Generation old, List<FileSubscription> jails) {
    return jails.stream()
        .flatMap(jail -> jail.cursor(old).stream())
        .allMatch(cursor -> cursor.exhausted(old.size()));
  }

  /** A file that had the name before has it again. */
  void makeCurrent(Generation again) {
    again.renumber(nextNumber());
    all.sort(Comparator.comparingLong(Generation::number));
  }

  void remove(Generation generation) {
    all.remove(generation);
    past.add(new Past(generation.log().identity(), generation.knownHash()));
    if (past.size() > REMEMBERED) {
      past.remove(past.iterator().next());
    }
  }

  /** True if this file was, or is, among them. */
  boolean knows(FileState.Identity identity, String hash) {
    return of(identity).isPresent() || past.contains(new Past(identity, hash));
  }

  /** Closes all. */
  void close() throws IOException {
    for (Generation each : all) {
      each.close();
    }
    all.clear();
  }
}
