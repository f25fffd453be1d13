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
  private final MarkedChunks marked = new MarkedChunks();
  private OpenLog log;
  private LineReader reader;
  private Changes.Watch watch;
  private Fingerprint read = Fingerprint.NOTHING_READ;
  private FirstLine firstLine = FirstLine.NONE;
  private boolean frozen;
  private long size;
  private long greatestSize;
  private Instant grown;

  /**
   * @param number later ones have greater numbers
   * @param watch ended when this is closed
   */
  Generation(long number, OpenLog log, Changes.Watch watch, FollowSettings settings, Instant now) {
    this.number = number;
    this.log = log;
    this.reader = new LineReader(log, settings, marked);
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
    if (!firstLine.isComplete()) {
      FirstLine now = FirstLine.of(log, settings.longestLine());
      startedAt(now.length());
      // The file may have been truncated in between: hash and fingerprint are to be of one content.
      firstLine = now.equals(FirstLine.of(log, settings.longestLine())) ? now : FirstLine.NONE;
    }
    return firstLine.hash();
  }

  /** The first line's hash if it was asked for before, while the content was there. */
  String knownHash() {
    return firstLine.hash();
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

  /**
   * Goes on in the copy that was made of it before it was truncated. Lines that came after the copy
   * may still be had from the cache.
   */
  void continueIn(OpenLog copy) throws IOException {
    log = copy;
    reader = new LineReader(copy, settings, marked);
    watch = () -> {};
    size = copy.size();
    read = Fingerprint.of(copy, Math.min(read.end(), size));
    grown = Instant.EPOCH; // Nobody writes to a copy: it needs no grace.
    frozen = true;
  }

  /** How far its lines can be had from memory. */
  long cachedTo() {
    return cache.end();
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
    Optional<Chunk> kept = inMemory(cursor, framing);
    if (kept.isEmpty()) {
      return readFile(cursor, framing);
    }
    cursor.reads(kept.get());
    return new Reading.Lines(kept.get());
  }

  /** True if there was more behind a cursor at the last look, and it is not in memory. */
  boolean isToBeRead(Cursor cursor, LineFraming framing) {
    return cursor.offset() < size && inMemory(cursor, framing).isEmpty();
  }

  private Optional<Chunk> inMemory(Cursor cursor, LineFraming framing) {
    return cursor.insideLine()
        ? Optional.empty()
        : cursor.chunk(framing).or(() -> cache.at(cursor.offset(), framing));
  }

  private Reading readFile(Cursor cursor, LineFraming framing) throws IOException {
    boolean atLine = reader.leaveLine(cursor, framing);
    long sizeNow = log.size();
    Optional<Chunk> chunk = atLine ? reader.linesAt(cursor, sizeNow, framing) : Optional.empty();
    // After reading, so that a truncation in between cannot pass unseen.
    boolean shrunk = sizeNow < cursor.offset() && !frozen;
    if (shrunk || (sizeNow > cursor.offset() && !intact())) {
      return new Reading.Rewritten();
    }
    if (chunk.isEmpty()) {
      cursor.sawEnd(sizeNow);
      return new Reading.End();
    }
    cache.keep(chunk.get());
    cursor.reads(chunk.get());
    read = read.upTo(chunk.get(), log);
    return new Reading.Lines(chunk.get());
  }
}
