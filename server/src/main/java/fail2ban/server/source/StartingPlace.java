package fail2ban.server.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds where a jail begins in a file, and in what rotation has made of it since a restart. */
final class StartingPlace {

  private final Following following;
  private final PathWatches watches;
  private final LineFraming framing;

  StartingPlace(Following following, PathWatches watches, LineFraming framing) {
    this.following = following;
    this.watches = watches;
    this.framing = framing;
  }

  FileSubscription subscribe(FollowedFile file, StartAt start, Runnable onChange)
      throws IOException {
    Generation current = following.generations().current();
    return switch (start) {
      case StartAt.Tail _ -> {
        FileSubscription jail = from(file, current, current.log().size(), onChange);
        jail.caughtUp(true);
        yield jail;
      }
      case StartAt.Since since -> {
        FileSubscription jail = from(file, current, 0, onChange);
        skipOld(jail, current, since);
        yield jail;
      }
      case StartAt.Stored stored -> resume(file, current, stored, onChange);
    };
  }

  private FileSubscription from(
      FollowedFile file, Generation current, long offset, Runnable onChange) throws IOException {
    LogPosition position = new LogPosition(following.path(), current.hash(), offset);
    FileSubscription jail = new FileSubscription(file, framing, onChange, position);
    jail.begin(current, Cursor.in(current, offset, framing));
    current.startedAt(offset);
    return jail;
  }

  private FileSubscription resume(
      FollowedFile file, Generation current, StartAt.Stored stored, Runnable onChange)
      throws IOException {
    LogPosition position = stored.position();
    boolean sameFile =
        position.firstLineHash().equals(current.hash())
            && position.offset() <= current.log().size();
    FileSubscription jail = from(file, current, sameFile ? position.offset() : 0, onChange);
    skipOld(jail, current, stored.otherwise());
    if (!sameFile && !position.firstLineHash().isEmpty()) {
      resumeRotated(jail, current, stored);
    }
    return jail;
  }

  /** Moves a jail's place behind what is too old for it. */
  private void skipOld(FileSubscription jail, Generation generation, StartAt.Since since)
      throws IOException {
    Cursor cursor = jail.cursor(generation).orElseThrow();
    if (cursor.insideLine()) {
      return;
    }
    TimeSearch search = new TimeSearch(generation.log(), framing, since);
    long offset = search.between(cursor.offset(), generation.log().size());
    cursor.moveTo(offset, false);
    generation.startedAt(offset);
  }

  /** The file was rotated since the position was stored: its rest, and what came after it. */
  private void resumeRotated(FileSubscription jail, Generation current, StartAt.Stored stored)
      throws IOException {
    Siblings siblings = new Siblings(current.log().realPath());
    List<Siblings.Sibling> later = new ArrayList<>();
    for (Siblings.Sibling sibling : siblings.series()) {
      if (sibling.state().identity().equals(current.log().identity())) {
        continue;
      }
      later.addFirst(sibling);
      if (holds(siblings, sibling, stored.position())) {
        begin(jail, opened(siblings, later, current), stored);
        return;
      }
    }
  }

  private boolean holds(Siblings siblings, Siblings.Sibling sibling, LogPosition position)
      throws IOException {
    Optional<OpenLog> opened =
        sibling.state().size() < position.offset() ? Optional.empty() : siblings.open(sibling);
    if (opened.isEmpty()) {
      return false;
    }
    try (OpenLog log = opened.get()) {
      return FirstLine.of(log, following.settings().longestLine())
          .hash()
          .equals(position.firstLineHash());
    }
  }

  private void begin(FileSubscription jail, Collection<Generation> rotated, StartAt.Stored stored)
      throws IOException {
    long offset = stored.position().offset();
    for (Generation each : rotated) {
      begin(jail, each, offset, stored.otherwise());
      offset = 0;
    }
    jail.startFrom(stored.position());
  }

  private void begin(
      FileSubscription jail, Generation rotated, long offset, StartAt.Since otherwise)
      throws IOException {
    jail.begin(rotated, Cursor.in(rotated, offset, framing));
    rotated.startedAt(offset);
    skipOld(jail, rotated, otherwise);
    following
        .log()
        .restIn(following.path(), rotated.log().realPath(), rotated.log().size() - offset);
  }

  /** Opens those that are not open for other jails, with numbers in their order. */
  private Deque<Generation> opened(
      Siblings siblings, List<Siblings.Sibling> oldestFirst, Generation current)
      throws IOException {
    Deque<Generation> opened = new ArrayDeque<>();
    long before = current.number();
    for (Siblings.Sibling sibling : oldestFirst.reversed()) {
      Optional<Generation> rotated = following.generations().of(sibling.state().identity());
      if (rotated.isEmpty()) {
        long number = before - 1;
        rotated = siblings.open(sibling).map(log -> add(log, number));
      }
      if (rotated.isPresent()) {
        opened.addFirst(rotated.get());
        before = rotated.get().number();
      }
    }
    return opened;
  }

  private Generation add(OpenLog rotated, long number) {
    return following.add(rotated, watches.watchContent(rotated.realPath()), number);
  }
}
