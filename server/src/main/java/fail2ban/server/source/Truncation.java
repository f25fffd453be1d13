package fail2ban.server.source;

import java.io.IOException;
import java.util.Optional;

/**
 * A file whose content is not what it was: emptied, and perhaps written again. What had not been
 * read is looked for in the copy that {@code copytruncate} has made. Guarded by its file's lock.
 */
final class Truncation {

  private final Following following;

  Truncation(Following following) {
    this.following = following;
  }

  /** Lets all jails begin anew, after the rest of what was there before. */
  void of(Generation before) throws IOException {
    OpenLog handle = before.log();
    Generations generations = following.generations();
    Generation successor =
        new Generation(
            generations.nextNumber(),
            handle,
            before.watch(),
            following.settings(),
            following.clock().instant());
    generations.remove(before);
    generations.add(successor);
    following.startAtBeginning(successor);
    long size = handle.size();
    following.log().rotated(following.path(), size, before, handle, successor.hash());
    Optional<OpenLog> copy = before.read().end() > 0 ? copyOf(before) : Optional.empty();
    if (copy.isPresent()) {
      continueIn(copy.get(), before);
    } else {
      following.lose(before);
    }
  }

  private void continueIn(OpenLog copy, Generation before) throws IOException {
    before.continueIn(copy);
    following.generations().add(before);
    following.log().restIn(following.path(), copy.realPath(), copy.size() - before.read().end());
  }

  private static Optional<OpenLog> copyOf(Generation before) throws IOException {
    for (Siblings.Sibling sibling : new Siblings(before.log().realPath()).alike()) {
      if (sibling.state().size() >= before.read().end()) {
        Optional<OpenLog> copy = ifCopy(sibling, before);
        if (copy.isPresent()) {
          return copy;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<OpenLog> ifCopy(Siblings.Sibling sibling, Generation before) {
    Optional<OpenLog> opened = sibling.open();
    try {
      if (opened.isPresent() && !before.read().matches(opened.get())) {
        opened.get().close();
        return Optional.empty();
      }
      return opened;
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
