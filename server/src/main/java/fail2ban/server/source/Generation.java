package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One content that a path has had: from its file's creation, or its truncation, to the next. Held
 * open after it lost its name, until it is read and its writer is quiet. Guarded by its file's
 * lock.
 */
final class Generation {

  private long number;
  private final FollowSettings settings;
  private final ChunkCache cache;
  private OpenLog log;
  private Changes.Watch watch;
  private Fingerprint read = Fingerprint.NOTHING_READ;
  private String hash = FirstLine.NONE;
  private long size;
  private long greatestSize;
  private Instant grown;
  private long incompleteFrom = -1;
  private long incompleteTo = -1;

  /**
   * @param number later ones have greater numbers
   * @param watch ended when this is closed
   */
  Generation(long number, OpenLog log, Changes.Watch watch, FollowSettings settings, Instant now) {
    this.number = number;
    this.log = log;
    this.watch = watch;
    this.settings = settings;
    this.cache = new ChunkCache(settings.cacheBytes());
    this.grown = now;
  }

  long number() {
    return number;
  }

  /** Its file has become the current one again. */
  void renumber(long later) {
    number = later;
  }

  OpenLog log() {
    return log;
  }

  /** What all jails together have read of it. */
  Fingerprint read() {
    return read;
  }

  /** The size at the last look. */
  long size() {
    return size;
  }

  /** The greatest size at any look: what there was to read before it was truncated. */
  long greatestSize() {
    return greatestSize;
  }

  /** Notes that the content up to an offset is known, because a jail begins there. */
  void startedAt(long offset) throws IOException {
    if (offset > read.end()) {
      read = Fingerprint.of(log, offset);
    }
  }

  /** The first line's hash, or empty as long as that is not complete. */
  String hash() throws IOException {
    if (hash.isEmpty()) {
      hash = FirstLine.hash(log, settings.longestLine());
    }
    return hash;
  }

  boolean isLineStart(long offset, LineFraming framing) throws IOException {
    return framing.isBoundary(log.before(offset, framing.unit()));
  }

  /** True if what was read is still there. */
  boolean intact() throws IOException {
    return read.matches(log);
  }

  /** Takes note of the size. True if it changed since the last time. */
  boolean measure(Instant now) throws IOException {
    long measured = log.size();
    if (measured == size) {
      return false;
    }
    size = measured;
    greatestSize = Math.max(greatestSize, measured);
    grown = now;
    return true;
  }

  /** True if it has not grown for so long. */
  boolean quietSince(Instant moment) {
    return grown.isBefore(moment);
  }

  void dropCacheBefore(long offset) {
    cache.dropBefore(offset);
  }

  /** Goes on in the copy that was made of it before it was truncated. */
  void continueIn(OpenLog copy) throws IOException {
    log = copy;
    watch = () -> {};
    size = copy.size();
    grown = Instant.EPOCH; // Nobody writes to a copy: it needs no grace.
  }

  Changes.Watch watch() {
    return watch;
  }

  void close() throws IOException {
    watch.close();
    log.close();
  }

  /** The lines at a cursor, which may be moved forward over what is no line. */
  Reading readAt(Cursor cursor, LineFraming framing) throws IOException {
    Optional<Chunk> kept =
        cursor.insideLine() ? Optional.empty() : cache.at(cursor.offset(), framing);
    return kept.isPresent() ? new Reading.Lines(kept.get()) : readFile(cursor, framing);
  }

  private Reading readFile(Cursor cursor, LineFraming framing) throws IOException {
    long sizeNow = log.size();
    Optional<Chunk> chunk =
        leaveLine(cursor, framing) ? assemble(cursor, sizeNow, framing) : Optional.empty();
    // After reading, so that a truncation in between cannot pass unseen.
    if (sizeNow < read.end() || (sizeNow > cursor.offset() && !intact())) {
      return new Reading.Rewritten();
    }
    if (chunk.isEmpty()) {
      cursor.sawEnd(sizeNow);
      return new Reading.End();
    }
    cache.keep(chunk.get());
    read = read.upTo(chunk.get(), log);
    return new Reading.Lines(chunk.get());
  }

  /** Moves a cursor that is inside a line to the next line. False if that has not begun yet. */
  private boolean leaveLine(Cursor cursor, LineFraming framing) throws IOException {
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

  private Optional<Chunk> assemble(Cursor cursor, long sizeNow, LineFraming framing)
      throws IOException {
    long available = sizeNow - cursor.offset();
    if (available <= 0 || knownIncomplete(cursor.offset(), sizeNow, framing)) {
      return Optional.empty();
    }
    Optional<Chunk> chunk = lines(cursor.offset(), available, settings.chunkBytes(), framing);
    if (chunk.isEmpty() && available > settings.chunkBytes()) {
      chunk = lines(cursor.offset(), available, settings.longestLine(), framing);
    }
    if (chunk.isEmpty() && available >= settings.longestLine()) {
      return overlong(cursor, sizeNow, framing);
    }
    if (chunk.isEmpty()) {
      incompleteFrom = cursor.offset();
      incompleteTo = sizeNow;
    }
    return chunk;
  }

  private Optional<Chunk> lines(long offset, long available, int limit, LineFraming framing)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(available, limit)];
    int count = log.read(offset, bytes, 0, bytes.length);
    int end = framing.afterLastNewline(bytes, 0, count);
    return end == 0 ? Optional.empty() : Optional.of(new Chunk(offset, bytes, end, framing, false));
  }

  /**
   * True if the line at the offset was incomplete before and what has been added does not end it.
   * Spares reading a long line again from its beginning for each piece that is added.
   */
  private boolean knownIncomplete(long offset, long sizeNow, LineFraming framing)
      throws IOException {
    boolean known = offset == incompleteFrom && sizeNow >= incompleteTo;
    if (!known || sizeNow - offset >= settings.longestLine()) {
      return false;
    }
    long from = incompleteTo - (incompleteTo - offset) % framing.unit();
    byte[] added = new byte[(int) (sizeNow - from)];
    int count = log.read(from, added, 0, added.length);
    if (framing.afterNewline(added, 0, count) >= 0) {
      return false;
    }
    incompleteTo = sizeNow;
    return true;
  }

  private Optional<Chunk> overlong(Cursor cursor, long sizeNow, LineFraming framing)
      throws IOException {
    int unit = framing.unit();
    byte[] bytes = new byte[settings.longestLine() - settings.longestLine() % unit];
    int count = log.read(cursor.offset(), bytes, 0, bytes.length);
    int hole = framing.textStart(bytes, 0, count);
    if (hole == 0) {
      return Optional.of(new Chunk(cursor.offset(), bytes, count, framing, true));
    }
    cursor.moveTo(cursor.offset() + hole, false);
    return assemble(cursor, sizeNow, framing);
  }
}
