package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * One path being followed: what it has led to and who reads it. Guarded by the path's lock, apart
 * from the list of jails, which may be read without.
 *
 * @param jails changed by others while this is used
 */
record Following(
    Path path,
    FollowSettings settings,
    Generations generations,
    List<FileSubscription> jails,
    FollowLog log,
    InstantSource clock) {

  /** Takes a file in; no jail reads it yet. */
  Generation add(OpenLog opened, Changes.Watch watch, long number) {
    Generation added = new Generation(number, opened, watch, settings, clock.instant());
    generations.add(added);
    return added;
  }

  /** Lets all jails read a content from its beginning. */
  void startAtBeginning(Generation generation) {
    jails.forEach(jail -> jail.begin(generation, new Cursor(0, false)));
  }

  /** Gives a content up, saying what had not been read of it. */
  void lose(Generation lost) {
    long unread =
        jails.stream()
            .flatMap(jail -> jail.cursor(lost).stream())
            .filter(cursor -> !cursor.exhausted(lost.greatestSize()))
            .mapToLong(cursor -> lost.greatestSize() - cursor.offset())
            .max()
            .orElse(0);
    if (unread > 0) {
      log.lost(path, unread);
    }
    jails.forEach(jail -> jail.leave(lost));
  }
}
