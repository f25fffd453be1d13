package fail2ban.server.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A jail's cursors in the generations of one file. The cursors are guarded by the file's lock. */
final class FileSubscription implements Subscription {

  private final FollowedFile file;
  private final LineFraming framing;
  private final Runnable onChange;
  private final Map<Generation, Cursor> cursors = new HashMap<>();
  private long reachedGeneration = Long.MIN_VALUE;
  private volatile LogPosition position;
  private volatile boolean caughtUp;

  FileSubscription(FollowedFile file, LineFraming framing, Runnable onChange, LogPosition start) {
    this.file = file;
    this.framing = framing;
    this.onChange = onChange;
    this.position = start;
  }

  LineFraming framing() {
    return framing;
  }

  void begin(Generation generation, Cursor cursor) {
    cursors.put(generation, cursor);
  }

  void leave(Generation generation) {
    cursors.remove(generation);
  }

  /** Reads no more. */
  void leaveAll() {
    cursors.clear();
  }

  Optional<Cursor> cursor(Generation generation) {
    return Optional.ofNullable(cursors.get(generation));
  }

  /**
   * Passes lines. Those that a rotated file got after we had gone on to its successor leave the
   * position where it is: there is but one to store.
   */
  LogPosition reach(Generation generation, LogPosition there) {
    if (generation.number() >= reachedGeneration) {
      reachedGeneration = generation.number();
      position = there;
    }
    return position;
  }

  /** Corrects where reading begins. */
  void startFrom(LogPosition start) {
    position = start;
  }

  void caughtUp(boolean reached) {
    caughtUp = reached;
  }

  void tell() {
    onChange.run();
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Optional<LineBatch> read(int maxBytes) {
    return file.read(this, maxBytes);
  }

  @Override
  public boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public LogPosition position() {
    return position;
  }

  @Override
  public void close() {
    file.unsubscribe(this);
  }
}
