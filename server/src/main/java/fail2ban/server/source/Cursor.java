package fail2ban.server.source;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A jail's place in one generation of a file. Guarded by its file's lock. */
final class Cursor {

  private static final long NEVER = -1;

  private long offset;
  private boolean insideLine;
  private long endSeenAt = NEVER;
  private @Nullable Chunk chunk;

  /**
   * @param insideLine true if no line begins here: what is left of the one that is here is skipped
   */
  Cursor(long offset, boolean insideLine) {
    this.offset = offset;
    this.insideLine = insideLine;
  }

  /** At an offset of a file, wherever that is in a line. */
  static Cursor in(Generation generation, long offset, LineFraming framing) throws IOException {
    return new Cursor(offset, !generation.isLineStart(offset, framing));
  }

  long offset() {
    return offset;
  }

  boolean insideLine() {
    return insideLine;
  }

  void moveTo(long newOffset, boolean nowInsideLine) {
    offset = newOffset;
    insideLine = nowInsideLine;
    if (chunk != null && offset >= chunk.end()) {
      chunk = null;
    }
  }

  /** The chunk that the jail is reading, until it has read all of it. */
  Optional<Chunk> chunk(LineFraming framing) {
    return Optional.ofNullable(chunk)
        .filter(held -> held.framing() == framing && !insideLine && held.lineAt(offset) >= 0);
  }

  void reads(Chunk now) {
    chunk = now;
  }

  /** Notes that no complete line was left when the file had this size. */
  void sawEnd(long size) {
    endSeenAt = size;
  }

  /** True if nothing was left at this size. */
  boolean exhausted(long size) {
    return endSeenAt == size;
  }
}
