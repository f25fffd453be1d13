package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.time.Instant;

/**
 * Keeps up with what becomes of a path: it is rotated, truncated, replaced, vanishes and comes
 * back. Guarded by its file's lock.
 */
final class Succession {

  private final Following following;
  private final PathWatches watches;
  private final Replacement replacement;
  private final Truncation truncation;
  private Instant lastSeen;
  private boolean absent;

  Succession(Following following, PathWatches watches) {
    this.following = following;
    this.watches = watches;
    MissedFiles missed = new MissedFiles(following, watches);
    this.replacement = new Replacement(following, watches, missed);
    this.truncation = new Truncation(following, missed);
    this.lastSeen = following.clock().instant();
  }

  /** Opens the file that the path leads to at the beginning. */
  void first() throws IOException {
    watches.renew();
    Changes.Watch watch = watches.watchContent(following.path());
    try {
      OpenLog opened = OpenLog.open(following.path());
      following.add(opened, watch, following.generations().nextNumber());
    } catch (IOException failure) {
      watch.close();
      watches.close();
      throw failure;
    }
  }

  /** The path leads to a file, perhaps another one than before. */
  void follow(FileState now) {
    if (absent) {
      absent = false;
      following.log().present(following.path());
      watches.renew();
    }
    try {
      Generation current = following.generations().current();
      if (!now.identity().equals(current.log().identity())) {
        replacement.happened(lastSeen);
      } else if (!current.intact()) {
        truncation.of(current, lastSeen);
      }
      following.generations().current().measure(following.clock().instant());
      following.generations().current().hash();
    } catch (IOException failure) {
      following.log().unreadable(following.path(), failure);
    }
  }

  /**
   * Notes when the path led to its file for the last time; what comes later is newer than that.
   *
   * @param looked a moment before {@code now} was seen
   */
  void confirm(FileState now, Instant looked) {
    if (now.identity().equals(following.generations().current().log().identity())) {
      lastSeen = looked;
    }
  }

  /** The path leads nowhere. The file it led to is still read: its writer may not know. */
  void absent(IOException reason) {
    if (!absent) {
      absent = true;
      following.log().absent(following.path(), reason);
    }
  }

  /** A jail found that what it had read before is gone. */
  void rewritten(Generation generation) throws IOException {
    if (generation == following.generations().current()) {
      truncation.of(generation, lastSeen);
    } else {
      following.generations().remove(generation);
      following.lose(generation);
      generation.close();
    }
  }

  /** True if any file has grown, be it one that has lost its name but not its writer. */
  boolean anyGrew() {
    boolean grew = false;
    for (Generation each : following.generations().all()) {
      try {
        grew |= each.measure(following.clock().instant());
      } catch (IOException failure) {
        following.log().readFailed(following.path(), failure);
      }
    }
    return grew;
  }

  /** Closes rotated files that are done with. */
  void leaveOld() {
    Instant now = following.clock().instant();
    for (Generation left : following.generations().leave(following.jails(), now)) {
      try {
        if (following.generations().exhausted(left, following.jails())) {
          following.jails().forEach(jail -> jail.leave(left));
        } else {
          following.lose(left);
        }
        left.close();
      } catch (IOException failure) {
        following.log().readFailed(following.path(), failure);
      }
    }
  }
}
