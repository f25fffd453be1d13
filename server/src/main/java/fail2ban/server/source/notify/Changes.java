package fail2ban.server.source.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Waits for changes of watched files and directories.
 *
 * <p>Nothing here is a promise that every change is told: network mounts, for one, tell nothing.
 * Whoever listens also has to look from time to time.
 */
public sealed interface Changes permits InotifyChanges, ClockOnly {

  /** What has changed, told on the thread that called {@link #await}. */
  @FunctionalInterface
  interface Listener {

    /**
     * @param name the entry of the watched directory, or empty: the watched path itself
     */
    void changed(String name);
  }

  /** One path that is being watched. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {

    /** Ends it; a second call does nothing. */
    @Override
    void close();
  }

  /**
   * Watches the file that the path leads to now, whatever it is called later.
   *
   * @throws IOException if it does not exist, may not be read, or too much is watched already
   */
  Watch watchFile(Path file, Listener listener) throws IOException;

  /**
   * Watches the entries of a directory come and go, and the directory itself vanish.
   *
   * @throws IOException as {@link #watchFile}
   */
  Watch watchDirectory(Path directory, Listener listener) throws IOException;

  /** Waits until something was told, {@link #wake} was called, or the time is over. */
  void await(Duration atMost) throws InterruptedException;

  /** Waits for {@link #wake} or the end of the time, whatever changes meanwhile. */
  void rest(Duration atMost) throws InterruptedException;

  /** Ends the wait that is going on, or the next one. Any thread. */
  void wake();

  /** Ends all watches. Called by the thread that waits, after its last wait. */
  void close();
}
