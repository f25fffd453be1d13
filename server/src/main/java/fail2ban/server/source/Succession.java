package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happens to the generations of a path when it is rotated, truncated, replaced, or vanishes
 * and comes back. Guarded by its file's lock.
 */
final class Succession {

  private final Path path;
  private final FollowSettings settings;
  private final Generations generations;
  private final PathWatches watches;
  private final List<FileSubscription> jails;
  private final FollowLog log;
  private final InstantSource clock;
  private Instant lastSeen;
  private boolean absent;

  Succession(
      Path path,
      FollowSettings settings,
      Generations generations,
      PathWatches watches,
      List<FileSubscription> jails,
      FollowLog log,
      InstantSource clock) {
    this.path = path;
    this.settings = settings;
    this.generations = generations;
    this.watches = watches;
    this.jails = jails;
    this.log = log;
    this.clock = clock;
    this.lastSeen = clock.instant();
  }

  /** Opens the file that the path leads to at the beginning. */
  void first() throws IOException {
    watches.renew();
    Changes.Watch watch = watches.watchContent(path);
    try {
      add(OpenLog.open(path), watch, generations.nextNumber());
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
      log.present(path);
      watches.renew();
    }
    try {
      if (!now.identity().equals(generations.current().log().identity())) {
        replaced();
      } else if (!generations.current().intact()) {
        rewritten(generations.current());
      }
      generations.current().measure(clock.instant());
    } catch (IOException failure) {
      log.unreadable(path, failure);
    }
  }

  /** Notes when the path led to its file for the last time; what comes later is newer than that. */
  void confirm(FileState now) {
    if (now.identity().equals(generations.current().log().identity())) {
      lastSeen = clock.instant();
    }
  }

  /** The path leads nowhere. The file it led to is still read: its writer may not know. */
  void absent(IOException reason) {
    if (!absent) {
      absent = true;
      log.absent(path, reason);
    }
  }

  /** Another file has taken the name. */
  private void replaced() throws IOException {
    watches.renew();
    Changes.Watch watch = watches.watchContent(path);
    OpenLog opened;
    try {
      opened = OpenLog.open(path);
    } catch (IOException failure) {
      watch.close();
      throw failure;
    }
    Generation before = generations.current();
    report(opened, before);
    if (generations.of(opened.identity()).isPresent()) {
      renamedBack(opened, watch);
    } else if (before.read().end() > 0 && before.read().matches(opened)) {
      sameContent(before, add(opened, watch, generations.nextNumber()));
    } else {
      addMissed(before, opened);
      startAtBeginning(add(opened, watch, generations.nextNumber()));
    }
  }

  private void report(OpenLog opened, Generation before) throws IOException {
    log.rotated(
        path,
        opened.size(),
        before.read().end(),
        opened,
        before.log(),
        FirstLine.hash(opened, settings.longestLine()),
        before.hash());
  }

  /** A file that had the name before has it again. */
  private void renamedBack(OpenLog opened, Changes.Watch watch) throws IOException {
    watch.close();
    opened.close();
    Generation again = generations.of(opened.identity()).orElseThrow();
    generations.remove(again);
    again.renumber(generations.nextNumber());
    generations.add(again);
  }

  /**
   * An editor, or {@code sed -i}, has put a changed copy in the file's place: what was read of the
   * old is not read again. The old one may still be written to; what is only in it is read too.
   */
  private void sameContent(Generation before, Generation now) throws IOException {
    now.startedAt(before.read().end());
    long end = Math.min(before.log().size(), now.log().size());
    for (FileSubscription jail : jails) {
      OptionalLong offset = jail.cursor(before).stream().mapToLong(Cursor::offset).findAny();
      if (offset.isPresent()) {
        jail.begin(now, Cursor.in(now, offset.getAsLong(), jail.framing()));
        jail.begin(before, Cursor.in(before, end, jail.framing()));
      } else {
        jail.begin(now, new Cursor(0, false));
      }
    }
  }

  /** Files that had the name and lost it between two looks. */
  private void addMissed(Generation before, OpenLog opened) throws IOException {
    Siblings siblings = new Siblings(before.log().realPath());
    for (Siblings.Sibling sibling : siblings.rotated().reversed()) {
      boolean recent = !sibling.modified().toInstant().isBefore(lastSeen.minusMillis(20));
      boolean known =
          generations.of(sibling.state().identity()).isPresent()
              || sibling.state().identity().equals(opened.identity());
      if (recent && !known) {
        addUnlessCopy(sibling.path(), before);
      }
    }
  }

  private void addUnlessCopy(Path missed, Generation before) throws IOException {
    OpenLog found = OpenLog.open(missed);
    if (before.hash().equals(FirstLine.hash(found, settings.longestLine()))) {
      found.close();
    } else {
      Changes.Watch watch = watches.watchContent(missed);
      startAtBeginning(add(found, watch, generations.nextNumber()));
    }
  }

  /** The content of a file is not what it was: truncated, and perhaps written again. */
  void rewritten(Generation generation) throws IOException {
    if (generation == generations.current()) {
      truncated(generation);
    } else {
      generations.remove(generation);
      lose(generation);
      generation.close();
    }
  }

  private void truncated(Generation generation) throws IOException {
    OpenLog handle = generation.log();
    String oldHash = generation.hash();
    generations.remove(generation);
    Generation successor =
        new Generation(
            generations.nextNumber(), handle, generation.watch(), settings, clock.instant());
    generations.add(successor);
    log.rotated(
        path, handle.size(), generation.read().end(), handle, handle, successor.hash(), oldHash);
    continueInCopy(generation);
    startAtBeginning(successor);
  }

  private void continueInCopy(Generation truncated) throws IOException {
    for (Siblings.Sibling sibling : new Siblings(truncated.log().realPath()).alike()) {
      if (sibling.state().size() >= truncated.read().end()) {
        OpenLog copy = OpenLog.open(sibling.path());
        if (truncated.read().end() > 0 && truncated.read().matches(copy)) {
          truncated.continueIn(copy);
          generations.add(truncated);
          log.restIn(path, sibling.path(), copy.size() - truncated.read().end());
          return;
        }
        copy.close();
      }
    }
    lose(truncated);
  }

  private void lose(Generation truncated) {
    long unread =
        jails.stream()
            .flatMap(jail -> jail.cursor(truncated).stream())
            .mapToLong(cursor -> truncated.greatestSize() - cursor.offset())
            .max()
            .orElse(0);
    if (unread > 0) {
      log.lost(path, unread);
    }
    jails.forEach(jail -> jail.leave(truncated));
  }

  /** Opens a rotated file beside, for a jail that starts where it was before a restart. */
  Generation add(OpenLog opened, Changes.Watch watch, long number) throws IOException {
    Generation added = new Generation(number, opened, watch, settings, clock.instant());
    generations.add(added);
    added.measure(clock.instant());
    return added;
  }

  private void startAtBeginning(Generation generation) {
    jails.forEach(jail -> jail.begin(generation, new Cursor(0, false)));
  }

  /** True if any file has grown, be it one that has lost its name but not its writer. */
  boolean anyGrew() {
    boolean grew = false;
    for (Generation each : generations.all()) {
      try {
        grew |= each.measure(clock.instant());
      } catch (IOException failure) {
        log.readFailed(path, failure);
      }
    }
    return grew;
  }

  /** Closes rotated files that are done with. */
  void leaveOld(Instant now) {
    for (Generation left : generations.leave(jails, now)) {
      jails.forEach(jail -> jail.leave(left));
      try {
        left.close();
      } catch (IOException failure) {
        log.readFailed(path, failure);
      }
    }
  }
}
