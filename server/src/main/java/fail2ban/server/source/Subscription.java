package fail2ban.server.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One jail's place in one followed file. The jail pulls; it is told that there may be something by
 * the {@code onChange} it gave, once right after it subscribed and then after every change.
 *
 * <p>Thread: {@link #read} belongs to one thread at a time, the jail's; the rest is safe on any
 * thread. Nothing here throws when the file vanishes or cannot be read: that is logged, and reading
 * goes on when the file is back.
 */
public interface Subscription extends AutoCloseable {

  /** The file as the jail named it. */
  Path path();

  /**
   * The next complete lines, or empty when all are taken for now. Lines of a rotated file come
   * before those of its successor.
   *
   * @param maxBytes stop at the last line that fits, after at least one line; what is read at once
   *     is bounded anyway ({@link FollowSettings#chunkBytes})
   */
  Optional<LineBatch> read(int maxBytes);

  /** True once {@link #read} has come to the end of the file (fail2ban: "in operation"). */
  boolean caughtUp();

  /** The {@link LineBatch#after} of the last batch read; before the first, where reading begins. */
  LogPosition position();

  /** Stops following; a second call does nothing. The last one for a file closes the file. */
  @Override
  void close();
}
