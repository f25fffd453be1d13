package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads a journal through libsystemd. Belongs to the thread that opened it. */
final class NativeReader implements JournalReader {

  private final NativeJournal journal;
  private final EntryFields fields;
  private Optional<Instant> processedUpTo = Optional.empty();
  private Optional<String> processed = Optional.empty();
  private Optional<JournalEntry> last = Optional.empty();
  private long receivedMicros;
  private boolean caughtUp;

  /** Takes the journal over: it is closed with the reader. */
  NativeReader(NativeJournal journal, JournalStart start, TextEncoding encoding)
      throws IOException {
    this.journal = journal;
    this.fields = new EntryFields(encoding);
    switch (start) {
      case JournalStart.Head() -> journal.seekHead();
      case JournalStart.Since(Instant oldest) -> journal.seek(EntryFields.micros(oldest));
      case JournalStart.After(JournalPosition position) -> seekBehind(position);
    }
  }

  private void seekBehind(JournalPosition position) throws IOException {
    if (!position.cursor().isEmpty() && journal.seek(position.cursor())) {
      processed = Optional.of(position.cursor());
    } else {
      journal.seek(EntryFields.micros(position.time()));
      processedUpTo = Optional.of(position.time());
    }
  }

  @Override
  public Optional<JournalEntry> next() throws IOException {
    while (journal.next()) {
      if (!isProcessed()) {
        JournalEntry entry = current();
        if (processedUpTo.filter(time -> !entry.time().isAfter(time)).isEmpty()) {
          processedUpTo = Optional.empty();
          last = Optional.of(entry);
          caughtUp = false;
          return Optional.of(entry);
        }
      }
    }
    caughtUp = true;
    return Optional.empty();
  }

  /**
   * True for the entry that the cursor names, and for those before it that the journal got in the
   * same microsecond: files without common numbering have no other order.
   */
  private boolean isProcessed() throws IOException {
    if (processed.isEmpty()) {
      return false;
    }
    String cursor = processed.get();
    boolean found = journal.isAt(cursor);
    if (found || !cursor.contains(";t=" + Long.toHexString(journal.realtime()) + ";")) {
      processed = Optional.empty();
      return found;
    }
    return true;
  }

  private JournalEntry current() throws IOException {
    journal.readInto(fields);
    receivedMicros = journal.realtime();
    return fields.entry(receivedMicros, journal.monotonic());
  }

  @Override
  public boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public Optional<JournalPosition> position() throws IOException {
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(new JournalPosition(last.get().time(), journal.cursor()));
  }

  @Override
  public Optional<Instant> received() {
    return last.map(_ -> EntryFields.instant(receivedMicros));
  }

  @Override
  public void close() {
    journal.close();
  }
}
