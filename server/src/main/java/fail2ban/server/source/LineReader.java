package fail2ban.server.source;

import java.io.IOException;
import java.util.Optional;

/**
 * Cuts an open file into chunks of complete lines. Reads a bounded amount however long the lines
 * are. Guarded by its file's lock.
 */
final class LineReader {

  private final OpenLog log;
  private final FollowSettings settings;
  private final MarkedChunks marked;
  private long incompleteFrom = -1;
  private long incompleteTo = -1;

  LineReader(OpenLog log, FollowSettings settings, MarkedChunks marked) {
    this.log = log;
    this.settings = settings;
    this.marked = marked;
  }

  /** Moves a cursor that is inside a line to the next line. False if that has not begun yet. */
  boolean leaveLine(Cursor cursor, LineFraming framing) throws IOException {
    byte[] block = new byte[cursor.insideLine() ? settings.chunkBytes() : 0];
    while (cursor.insideLine()) {
      int count = log.read(cursor.offset(), block, 0, block.length);
      int whole = count - count % framing.unit();
      int end = framing.afterNewline(block, 0, whole);
      cursor.moveTo(cursor.offset() + (end < 0 ? whole : end), end < 0);
      if (whole == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Complete lines, or the beginning of one that is too long. A cursor before a hole is moved
   * behind it.
   *
   * @param size up to which the file is read
   */
  Optional<Chunk> linesAt(Cursor cursor, long size, LineFraming framing) throws IOException {
    while (true) {
      long available = size - cursor.offset();
      if (available <= 0 || knownIncomplete(cursor.offset(), size, framing)) {
        return Optional.empty();
      }
      Optional<Chunk> chunk = complete(cursor.offset(), available, framing);
      if (chunk.isPresent()) {
        return chunk;
      }
      if (available < settings.longestLine()) {
        incompleteFrom = cursor.offset();
        incompleteTo = size;
        return Optional.empty();
      }
      long before = cursor.offset();
      Optional<Chunk> beginning = beginning(cursor, framing);
      if (beginning.isPresent() || cursor.offset() == before) {
        return beginning;
      }
    }
  }

  private Optional<Chunk> complete(long offset, long available, LineFraming framing)
      throws IOException {
    int limit = upToCommonEnd(offset);
    Optional<Chunk> chunk = lines(offset, available, limit, framing);
    return chunk.isPresent() || available <= limit
        ? chunk
        : lines(offset, available, settings.longestLine(), framing);
  }

  /**
   * Wherever in the file they begin, jails soon read the same chunks: these end before a multiple
   * of their size.
   */
  private int upToCommonEnd(long offset) {
    int size = settings.chunkBytes();
    int left = size - (int) (offset % size);
    return left < size / 2 ? left + size : left;
  }

  private Optional<Chunk> lines(long offset, long available, int limit, LineFraming framing)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(available, limit)];
    int count = log.read(offset, bytes, 0, bytes.length);
    int end = framing.afterLastNewline(bytes, 0, count);
    return end == 0
        ? Optional.empty()
        : Optional.of(new Chunk(offset, bytes, end, framing, false, marked));
  }

  /**
   * True if the line at the offset was incomplete before and what has been added does not end it.
   * Spares reading a long line again from its beginning for each piece that is added.
   */
  private boolean knownIncomplete(long offset, long size, LineFraming framing) throws IOException {
    boolean known = offset == incompleteFrom && size >= incompleteTo;
    if (!known || size - offset >= settings.longestLine()) {
      return false;
    }
    long from = incompleteTo - (incompleteTo - offset) % framing.unit();
    byte[] added = new byte[(int) (size - from)];
    int count = log.read(from, added, 0, added.length);
    if (framing.afterNewline(added, 0, count) >= 0) {
      return false;
    }
    incompleteTo = size;
    return true;
  }

  /** The beginning of a line that is too long; empty after moving the cursor behind a hole. */
  private Optional<Chunk> beginning(Cursor cursor, LineFraming framing) throws IOException {
    int unit = framing.unit();
    byte[] bytes = new byte[settings.longestLine() - settings.longestLine() % unit];
    int count = log.read(cursor.offset(), bytes, 0, bytes.length);
    int hole = framing.textStart(bytes, 0, count);
    if (hole > 0) {
      cursor.moveTo(cursor.offset() + hole, false);
      return Optional.empty();
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Chunk(cursor.offset(), bytes, count, framing, true, marked));
  }
}
