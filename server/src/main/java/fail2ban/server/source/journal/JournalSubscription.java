package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One jail's place in a journal. The jail pulls; it is told that there may be something by the
 * {@code onNews} it gave.
 *
 * <p>Thread: {@link #read}, {@link #become} and {@link #close} belong to one thread, the jail's;
 * what the journal's watch calls is safe on any. Nothing here throws when the journal cannot be
 * read: that is logged, and reading goes on when it can.
 */
public final class JournalSubscription implements AutoCloseable {

  private static final int ENTRIES_AT_ONCE = 500;
  private static final int CHARACTERS_AT_ONCE = 256 * 1024;

  /** What is read of files that have changed before they are opened anew, at most. */
  private static final int ENTRIES_OF_OLD_FILES = 10_000;

  /** An entry is in the file so much later than its time says, at most. */
  private static final Duration WRITING = Duration.ofSeconds(1);

  private final JournalPlace place;
  private final JournalAccess access;
  private final JournalMessages messages;
  private final InstantSource clock;
  private final Runnable onNews;
  private final Consumer<JournalSubscription> onClose;
  private TextEncoding encoding;
  private JournalMatches matches;
  private JournalStart start;
  private Optional<Instant> allTakenAt = Optional.empty();
  private Optional<Instant> lastReceived = Optional.empty();
  private int entriesOfOldFiles;
  private volatile Optional<JournalReader> reader = Optional.empty();
  private volatile boolean filesChanged;

  JournalSubscription(
      JournalPlace place,
      JournalMatches matches,
      JournalStart start,
      TextEncoding encoding,
      JournalAccess access,
      JournalMessages messages,
      InstantSource clock,
      Runnable onNews,
      Consumer<JournalSubscription> onClose) {
    this.place = place;
    this.matches = matches;
    this.start = start;
    this.encoding = encoding;
    this.access = access;
    this.messages = messages;
    this.clock = clock;
    this.onNews = onNews;
    this.onClose = onClose;
  }

  /** The next entries, or empty when all are taken for now. */
  public Optional<JournalBatch> read() {
    try {
      if (reader.isEmpty()) {
        open();
      }
      return reader.isEmpty() ? Optional.empty() : read(reader.get());
    } catch (IOException failure) {
      messages.failed(place, failure);
      closeReader();
      return Optional.empty();
    }
  }

  private Optional<JournalBatch> read(JournalReader from) throws IOException {
    Instant before = clock.instant();
    Optional<JournalBatch> batch = batch(from);
    if (from.caughtUp()) {
      allTakenAt = Optional.of(before);
    }
    if (filesChanged) {
      entriesOfOldFiles += batch.map(read -> read.entries().size()).orElse(0);
      if (from.caughtUp() || entriesOfOldFiles > ENTRIES_OF_OLD_FILES) {
        closeReader();
        onNews.run();
      }
    }
    return batch;
  }

  private Optional<JournalBatch> batch(JournalReader from) throws IOException {
    var entries = new ArrayList<JournalEntry>();
    int characters = 0;
    while (entries.size() < ENTRIES_AT_ONCE && characters < CHARACTERS_AT_ONCE) {
      Optional<JournalEntry> entry = from.next();
      if (entry.isEmpty()) {
        break;
      }
      entries.add(entry.get());
      characters += entry.get().line().length();
    }
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    JournalPosition reached = from.position().orElseThrow();
    start = new JournalStart.After(reached);
    lastReceived = from.received();
    return Optional.of(new JournalBatch(entries, reached));
  }

  private void open() throws IOException {
    filesChanged = false;
    entriesOfOldFiles = 0;
    reader = Optional.of(access.follow(place, matches, start, encoding, onNews));
  }

  /** True once {@link #read} has come to the journal's end (fail2ban: "in operation"). */
  public boolean caughtUp() {
    return allTakenAt.isPresent();
  }

  /**
   * Reads other entries from now on. A jail that has come to the journal's end goes on from there,
   * so that the past of what it now reads too is not taken for news.
   */
  public void become(JournalMatches wanted, TextEncoding otherwise) {
    if (wanted.equals(matches) && otherwise.equals(encoding)) {
      return;
    }
    if (!wanted.equals(matches) && allTakenAt.isPresent()) {
      Instant recent = allTakenAt.get().minus(WRITING);
      start =
          new JournalStart.Since(
              lastReceived
                  .map(received -> received.plus(1, ChronoUnit.MICROS))
                  .filter(recent::isBefore)
                  .orElse(recent));
    }
    matches = wanted;
    encoding = otherwise;
    closeReader();
    onNews.run();
  }

  private void closeReader() {
    reader.ifPresent(JournalReader::close);
    reader = Optional.empty();
  }

  /** There may be entries. */
  void tell() {
    onNews.run();
  }

  /** Files came or went: what is open is read to its end, then the journal is opened anew. */
  void filesChanged() {
    filesChanged = true;
    onNews.run();
  }

  /** True while the journal could not be opened. */
  boolean isWaiting() {
    return reader.isEmpty();
  }

  /** Stops reading; a second call does nothing. */
  @Override
  public void close() {
    closeReader();
    onClose.accept(this);
  }
}
