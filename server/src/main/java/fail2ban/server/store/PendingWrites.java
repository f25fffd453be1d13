package fail2ban.server.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be in the file but is not yet: one draft per jail, and which jails run. A transaction
 * writes all of it and empties it; while none succeeds, it is the backlog.
 *
 * <p>Owned by the store's thread.
 */
final class PendingWrites {

  private final int most;
  private final Map<String, CommitDraft> drafts = new LinkedHashMap<>();
  private final Set<String> running = new LinkedHashSet<>();

  /**
   * @param most rows to keep in memory when they cannot be written
   */
  PendingWrites(int most) {
    this.most = most;
  }

  /**
   * Takes a commit in.
   *
   * @return false if too much waits already: then nothing of it is kept
   */
  boolean add(JailCommit commit) {
    if (size() >= most) {
      return false;
    }
    drafts.computeIfAbsent(commit.jail(), CommitDraft::new).add(commit);
    return true;
  }

  void enable(String jail) {
    running.add(jail);
  }

  void disable(String jail) {
    running.remove(jail);
  }

  /** The jails that are to be listed as enabled. */
  Set<String> running() {
    return Set.copyOf(running);
  }

  List<JailCommit> commits() {
    var commits = new ArrayList<JailCommit>(drafts.size());
    for (CommitDraft draft : drafts.values()) {
      commits.add(draft.commit());
    }
    return commits;
  }

  /** All commits are in the file. */
  void clear() {
    drafts.clear();
  }

  /** This jail's commit will never be in the file. */
  void drop(String jail) {
    drafts.remove(jail);
  }

  boolean isEmpty() {
    return drafts.values().stream().allMatch(CommitDraft::isEmpty);
  }

  int size() {
    return drafts.values().stream().mapToInt(CommitDraft::size).sum();
  }
}
