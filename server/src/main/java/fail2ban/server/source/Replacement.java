package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Another file has taken a path's place. Guarded by its file's lock. */
final class Replacement {

  private final Following following;
  private final PathWatches watches;
  private final MissedFiles missed;

  Replacement(Following following, PathWatches watches, MissedFiles missed) {
    this.following = following;
    this.watches = watches;
    this.missed = missed;
  }

  /**
   * @param lastSeen when the path was last seen to lead to the file before
   * @throws IOException if the new file cannot be read now; try again later
   */
  void happened(Instant lastSeen) throws IOException {
    watches.renew();
    // Before opening, so that nothing is written unnoticed in between.
    Changes.Watch watch = watches.watchContent(following.path());
    OpenLog opened;
    try {
      opened = OpenLog.open(following.path());
    } catch (IOException failure) {
      watch.close();
      throw failure;
    }
    take(opened, watch, lastSeen);
  }

  private void take(OpenLog opened, Changes.Watch watch, Instant lastSeen) throws IOException {
    Generations generations = following.generations();
    Generation before = generations.current();
    Optional<Generation> again = generations.of(opened.identity());
    report(opened, before);
    if (again.isPresent()) {
      watch.close();
      opened.close();
      generations.makeCurrent(again.get());
    } else if (before.read().end() > 0 && before.read().matches(opened)) {
      sameContent(before, following.add(opened, watch, generations.nextNumber()));
    } else {
      missed.add(before.log().realPath(), before, opened, lastSeen);
      following.startAtBeginning(following.add(opened, watch, generations.nextNumber()));
    }
  }

  private void report(OpenLog opened, Generation before) throws IOException {
    String hash = FirstLine.of(opened, following.settings().longestLine()).hash();
    following.log().rotated(following.path(), opened.size(), before, opened, hash);
  }

  /**
   * An editor, or {@code sed -i}, has put a changed copy in the file's place: what was read of the
   * old is not read again. The old one may still be written to; what is only in it is read too.
   */
  private void sameContent(Generation before, Generation now) throws IOException {
    now.startedAt(before.read().end());
    long end = Math.min(before.log().size(), now.log().size());
    for (FileSubscription jail : following.jails()) {
      Optional<Cursor> place = jail.cursor(before);
      long offset = place.map(Cursor::offset).orElse(0L);
      jail.begin(now, Cursor.in(now, offset, jail.framing()));
      if (place.isPresent()) {
        jail.begin(before, Cursor.in(before, end, jail.framing()));
      }
    }
  }
}
