package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A file whose content is not what it was: emptied, and perhaps written again. What had not been
 * read is looked for in the copy that {@code copytruncate} has made. Guarded by its file's lock.
 */
final class Truncation {

  private final Following following;
  private final MissedFiles missed;

  Truncation(Following following, MissedFiles missed) {
    this.following = following;
    this.missed = missed;
  }

  /**
   * Lets all jails begin anew, after the rest of what was there before.
   *
   * @param lastSeen when the file was last looked at
   */
  void of(Generation before, Instant lastSeen) {
    OpenLog handle = before.log();
    Changes.Watch watch = before.watch();
    following.generations().remove(before);
    try {
      rest(before, handle, lastSeen);
    } catch (IOException failure) {
      following.log().readFailed(following.path(), failure);
    }
    long number = following.generations().nextNumber();
    following.startAtBeginning(following.add(handle, watch, number));
  }

  private void rest(Generation before, OpenLog handle, Instant lastSeen) throws IOException {
    String hash = FirstLine.of(handle, following.settings().longestLine()).hash();
    following.log().rotated(following.path(), handle.size(), before, handle, hash);
    Optional<OpenLog> copy = copyOf(before);
    if (copy.isPresent()) {
      continueIn(copy.get(), before);
    } else {
      following.lose(before);
    }
    missed.add(handle.realPath(), before, handle, lastSeen);
  }

  private void continueIn(OpenLog copy, Generation before) throws IOException {
    long place = slowest(before);
    long end = Math.max(copy.size(), before.cachedTo());
    before.continueIn(copy);
    following.generations().add(before);
    following.log().restIn(following.path(), copy.realPath(), copy.size() - place);
    if (end < before.greatestSize()) {
      following.log().lost(following.path(), before.greatestSize() - Math.max(end, place));
    }
  }

  private Optional<OpenLog> copyOf(Generation before) throws IOException {
    if (before.knownHash().isEmpty()) {
      return Optional.empty();
    }
    Siblings siblings = new Siblings(before.log().realPath());
    for (Siblings.Sibling sibling : siblings.alike()) {
      Optional<OpenLog> copy = siblings.open(sibling);
      if (copy.isPresent() && isCopy(copy.get(), before)) {
        return copy;
      }
      if (copy.isPresent()) {
        copy.get().close();
      }
    }
    return Optional.empty();
  }

  /**
   * A copy may be shorter than what was read: the writer went on while it was made. Then the first
   * line has to do to recognize it.
   */
  private boolean isCopy(OpenLog copy, Generation before) throws IOException {
    return copy.size() >= before.read().end()
        ? before.read().matches(copy)
        : copy.size() >= slowest(before)
            && FirstLine.of(copy, following.settings().longestLine())
                .hash()
                .equals(before.knownHash());
  }

  private long slowest(Generation before) {
    return following.jails().stream()
        .flatMap(jail -> jail.cursor(before).stream())
        .mapToLong(Cursor::offset)
        .min()
        .orElse(before.read().end());
  }
}
