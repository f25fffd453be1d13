package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One path, followed for all jails that watch it. Everything happens under one lock: jails read on
 * their threads, the notifying thread looks what has become of the path. The jails' listeners are
 * called without it.
 */
final class FollowedFile {

  private final Path path;
  private final FollowSettings settings;
  private final FollowLog log;
  private final Consumer<FollowedFile> onUnused;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<FileSubscription> jails = new CopyOnWriteArrayList<>();
  private final PathWatches watches;
  private final Generations generations;
  private final Following following;
  private final Succession succession;
  private final Pace pace;
  private @Nullable FileState seen;
  private boolean closed = true;

  /**
   * @param onChange told by the watches, on the notifying thread
   * @param onUnused told when the last jail has left, with no lock held
   * @throws IOException if there is no such file, or it may not be read
   */
  FollowedFile(
      Path path,
      FollowSettings settings,
      Changes changes,
      FollowLog log,
      InstantSource clock,
      Consumer<FollowedFile> onChange,
      Consumer<FollowedFile> onUnused)
      throws IOException {
    this.path = path;
    this.settings = settings;
    this.log = log;
    this.onUnused = onUnused;
    this.clock = clock;
    this.generations = new Generations(settings);
    this.watches = new PathWatches(path, changes, log, () -> onChange.accept(this));
    this.following = new Following(path, settings, generations, jails, log, clock);
    this.pace = new Pace(lock, settings.cacheBytes() / 2);
    this.succession = new Succession(following, watches);
    lock.lock();
    try {
      succession.first();
      closed = false;
    } finally {
      lock.unlock();
    }
  }

  Path path() {
    return path;
  }

  /** False if changes may go untold: the file has to be looked at often. */
  boolean notified() {
    lock.lock();
    try {
      return watches.complete();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return empty if the file was closed meanwhile: follow the path anew
   * @throws IOException if the path leads nowhere now
   */
  Optional<FileSubscription> subscribe(StartAt start, LineFraming framing, Runnable onChange)
      throws IOException {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      StartingPlace place = new StartingPlace(following, watches, framing);
      FileSubscription jail;
      do {
        succession.follow(FileState.of(path));
        jail = place.subscribe(this, start, onChange);
        // Truncated meanwhile? Then the place was that of another content.
      } while (!generations.current().intact());
      jails.add(jail);
      log.added(jail.position());
      return Optional.of(jail);
    } finally {
      lock.unlock();
    }
  }

  void unsubscribe(FileSubscription jail) {
    lock.lock();
    try {
      if (jails.remove(jail)) {
        jail.leaveAll();
        pace.moved();
        log.removed(path);
      }
    } finally {
      lock.unlock();
    }
    closeIfUnused();
  }

  void unsubscribeAll() {
    jails.forEach(this::unsubscribe);
  }

  /** Closes the file if no jail has it. */
  void closeIfUnused() {
    lock.lock();
    try {
      if (closed || !jails.isEmpty()) {
        return;
      }
      close();
    } finally {
      lock.unlock();
    }
    onUnused.accept(this);
  }

  private void close() {
    closed = true;
    watches.close();
    try {
      generations.close();
    } catch (IOException failure) {
      log.readFailed(path, failure);
    }
  }

  Optional<LineBatch> read(FileSubscription jail, int maxBytes) {
    lock.lock();
    try {
      letFollow(jail);
      Optional<LineBatch> batch = closed ? Optional.empty() : next(jail, maxBytes);
      jail.caughtUp(batch.isEmpty());
      return batch;
    } catch (IOException failure) {
      log.readFailed(path, failure);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever was looked at before may have changed after this. */
  private void letFollow(FileSubscription jail) {
    for (Generation generation : generations.all()) {
      Optional<Cursor> cursor =
          jail.cursor(generation).filter(mine -> generation.isToBeRead(mine, jail.framing()));
      if (cursor.isPresent()) {
        pace.letFollow(following, generation, cursor.get());
        return;
      }
    }
  }

  private Optional<LineBatch> next(FileSubscription jail, int maxBytes) throws IOException {
    for (Generation generation : generations.all()) {
      Optional<Cursor> cursor = jail.cursor(generation);
      if (cursor.isEmpty()) {
        continue;
      }
      switch (generation.readAt(cursor.get(), jail.framing())) {
        case Reading.Lines lines -> {
          return Optional.of(batch(jail, generation, cursor.get(), lines.chunk(), maxBytes));
        }
        case Reading.Rewritten _ -> {
          succession.rewritten(generation);
          return next(jail, maxBytes);
        }
        case Reading.End _ -> {}
      }
    }
    return Optional.empty();
  }

  private LineBatch batch(
      FileSubscription jail, Generation generation, Cursor cursor, Chunk chunk, int maxBytes)
      throws IOException {
    String hash = generation.hash();
    int from = chunk.lineAt(cursor.offset());
    int to = chunk.fitting(from, maxBytes);
    if (chunk.cut()) {
      log.overlong(path, chunk.start(), settings.longestLine());
    }
    cursor.moveTo(chunk.endOf(to - 1), chunk.cut());
    generation.dropCacheBefore(slowest(generation));
    pace.moved();
    LogPosition there = new LogPosition(path, hash, cursor.offset());
    return new LineBatch(path, chunk, from, to, jail.reach(generation, there));
  }

  private long slowest(Generation generation) {
    return jails.stream()
        .flatMap(jail -> jail.cursor(generation).stream())
        .mapToLong(Cursor::offset)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Looks what has become of the path, and tells the jails if there may be something for them.
   *
   * @param told true if a change was notified: look even where size and time are as before
   * @return true if there may be something
   */
  boolean look(boolean told) {
    boolean changed;
    lock.lock();
    try {
      changed = !closed && changed(told);
    } finally {
      lock.unlock();
    }
    if (changed) {
      jails.forEach(FileSubscription::tell);
    }
    return changed;
  }

  private boolean changed(boolean told) {
    boolean changed = succession.anyGrew() || told;
    try {
      Instant looked = clock.instant();
      FileState now = FileState.of(path);
      boolean differs = !now.equals(seen);
      if (told || differs) {
        succession.follow(now);
      }
      changed |= differs;
      seen = now;
      succession.confirm(now, looked);
    } catch (IOException gone) {
      succession.absent(gone);
      seen = null;
    }
    succession.leaveOld();
    return changed;
  }
}
