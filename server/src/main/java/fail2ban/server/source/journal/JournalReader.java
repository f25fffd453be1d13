package fail2ban.server.source.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the entries of one journal forwards. Belongs to the thread that opened it: only that one
 * may read and close.
 *
 * @see Journals#open
 */
public sealed interface JournalReader extends AutoCloseable permits NativeReader, CommandReader {

  /**
   * The next entry; empty if there is none now.
   *
   * @throws IOException if the journal cannot be read; trying again, or opening anew, may help
   */
  Optional<JournalEntry> next() throws IOException;

  /** True if {@link #next} gave nothing because every entry was taken. */
  boolean caughtUp();

  /** Where the entry lies that {@link #next} gave last; empty before the first. */
  Optional<JournalPosition> position() throws IOException;

  /** When the journal got the entry that {@link #next} gave last; empty before the first. */
  Optional<Instant> received();

  /** Ends it; a second call does nothing. */
  @Override
  void close();
}
