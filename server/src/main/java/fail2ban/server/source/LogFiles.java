package fail2ban.server.source;

import fail2ban.engine.log.Logs;
import fail2ban.server.source.notify.Changes;
import fail2ban.server.source.notify.ClockOnly;
import fail2ban.server.source.notify.InotifyChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Follows log files for jails: each file once, however many jails watch it.
 *
 * <p>Thread: safe on any thread. One thread of its own notices changes; jails are told by it, and
 * read on theirs. Failure: a system without inotify is polled, and {@link #backend} says so.
 */
public final class LogFiles implements AutoCloseable {

  private final Backend backend;
  private final Changes changes;
  private final FollowSettings settings;
  private final InstantSource clock;
  private final FollowLog log;
  private final Map<Path, FollowedFile> files = new ConcurrentHashMap<>();
  private final ChangeLoop loop;
  private final Thread thread;
  private boolean closed;

  private LogFiles(
      Backend backend,
      Changes changes,
      FollowSettings settings,
      InstantSource clock,
      FollowLog log,
      ThreadFactory threads) {
    this.backend = backend;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
    this.log = log;
    this.loop = new ChangeLoop(changes, backend, settings, files.values(), log);
    this.thread = threads.newThread(loop);
  }

  /**
   * Starts the thread that notices changes.
   *
   * @param wanted what to use if it is to be had; {@link Backend#INOTIFY} falls back to polling
   *     with a warning
   * @param threads makes the one thread, a platform thread
   */
  public static LogFiles open(
      Backend wanted,
      FollowSettings settings,
      InstantSource clock,
      Logs logs,
      ThreadFactory threads) {
    FollowLog log = new FollowLog(logs.named("filter"), clock);
    Changes changes = changes(wanted, log);
    Backend backend =
        switch (changes) {
          case InotifyChanges _ -> Backend.INOTIFY;
          case ClockOnly _ -> Backend.POLLING;
        };
    LogFiles opened = new LogFiles(backend, changes, settings, clock, log, threads);
    opened.thread.start();
    return opened;
  }

  private static Changes changes(Backend wanted, FollowLog log) {
    if (wanted == Backend.POLLING) {
      return new ClockOnly();
    }
    try {
      return InotifyChanges.open();
    } catch (IOException failure) {
      log.onlyPolling(failure);
      return new ClockOnly();
    }
  }

  /** What is really in use. */
  public Backend backend() {
    return backend;
  }

  /**
   * Begins to follow a file for a jail.
   *
   * @param path which may be, or lead through, symbolic links: they are followed as they change
   * @param encoding tells what a newline looks like
   * @param onChange called, on the thread that notices changes, when there may be something to
   *     read; must only leave a note and return
   * @throws java.nio.file.NoSuchFileException if there is no regular file now
   * @throws java.nio.file.AccessDeniedException if it may not be read
   * @throws IOException if it cannot be read for another reason
   * @throws IllegalStateException after {@link #close}
   */
  public Subscription follow(Path path, StartAt start, TextEncoding encoding, Runnable onChange)
      throws IOException {
    Path absolute = path.toAbsolutePath();
    while (true) {
      FollowedFile file = file(absolute);
      Optional<FileSubscription> jail = subscribed(file, start, encoding, onChange);
      if (jail.isPresent()) {
        jail.get().tell();
        return jail.get();
      }
    }
  }

  private Optional<FileSubscription> subscribed(
      FollowedFile file, StartAt start, TextEncoding encoding, Runnable onChange)
      throws IOException {
    try {
      return file.subscribe(start, encoding.framing(), onChange);
    } finally {
      file.closeIfUnused();
    }
  }

  private synchronized FollowedFile file(Path path) throws IOException {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    FollowedFile known = files.get(path);
    if (known != null) {
      return known;
    }
    FollowedFile opened =
        new FollowedFile(path, settings, changes, log, clock, loop::note, this::forget);
    files.put(path, opened);
    return opened;
  }

  private synchronized void forget(FollowedFile unused) {
    files.remove(unused.path(), unused);
  }

  /**
   * Looks at every file now, as the sweep would.
   *
   * <p>For whoever cannot wait until the sweep comes by, tests first of all.
   */
  void lookNow() {
    files.values().forEach(file -> file.look(true));
  }

  /** Ends all subscriptions and the thread, and closes all files. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    loop.stop();
    boolean interrupted = false;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      interrupted = true;
    }
    files.values().forEach(FollowedFile::unsubscribeAll);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
