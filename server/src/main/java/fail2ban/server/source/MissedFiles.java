package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds contents that a path had only between two looks: files that had the name and lost it, and
 * copies made before a truncation. Guarded by its file's lock.
 */
final class MissedFiles {

  /** By how much a file system's clock may lag behind ours. */
  private static final int CLOCK_LAG_MILLIS = 20;

  private final Following following;
  private final PathWatches watches;

  MissedFiles(Following following, PathWatches watches) {
    this.following = following;
    this.watches = watches;
  }

  /**
   * Lets all jails read what was missed, oldest first.
   *
   * @param file where the path leads to, symbolic links resolved
   * @param before what the path led to at the last look
   * @param now what it leads to now
   * @param lastSeen when that last look was: what was missed was written to later
   */
  void add(Path file, Generation before, OpenLog now, Instant lastSeen) throws IOException {
    String hashNow = hash(now);
    List<String> others = List.of("", hashNow, before.knownHash());
    Instant earliest = lastSeen.minusMillis(CLOCK_LAG_MILLIS);
    Siblings siblings = new Siblings(file);
    for (Siblings.Sibling sibling : siblings.rotated().reversed()) {
      if (!sibling.modified().toInstant().isBefore(earliest)
          && !sibling.state().identity().equals(now.identity())) {
        Optional<OpenLog> found = siblings.open(sibling);
        if (found.isPresent()) {
          addIfUnknown(found.get(), others);
        }
      }
    }
  }

  private void addIfUnknown(OpenLog found, List<String> others) throws IOException {
    String hash = hash(found);
    // With the first line of a file we know it is a copy of that.
    if (others.contains(hash) || following.generations().knows(found.identity(), hash)) {
      found.close();
      return;
    }
    Changes.Watch watch = watches.watchContent(found.realPath());
    long number = following.generations().nextNumber();
    following.startAtBeginning(following.add(found, watch, number));
  }

  private String hash(OpenLog log) throws IOException {
    return FirstLine.of(log, following.settings().longestLine()).hash();
  }
}
