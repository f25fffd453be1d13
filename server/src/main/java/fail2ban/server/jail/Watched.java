package fail2ban.server.jail;

import fail2ban.engine.filter.LineClock;
import fail2ban.server.source.LineBatch;
import fail2ban.server.source.journal.JournalBatch;
import fail2ban.server.store.StoredPosition;
import java.util.List;
import java.util.Map;

/** What a jail reads, and its place there. Owned by the jail's thread. */
sealed interface Watched permits WatchedFiles, WatchedJournal {

  /** The word for the way of reading in {@code backend = …}. */
  String backend();

  /** Where sources were left before a restart. */
  void remember(Map<String, StoredPosition> positions);

  /**
   * Watches what these settings say and nothing else. What is watched already goes on where it is.
   *
   * @throws BadSettingException for a file that cannot be read; the others are watched
   */
  void become(JailSettings settings) throws BadSettingException;

  /** The next lines of each source that has some. */
  List<Batch> read();

  void close();

  /** What was read at once of a source. */
  sealed interface Batch {

    /** How far the source is processed when these lines are. */
    StoredPosition reached();

    /**
     * Whether the source's end had been reached before: these lines are new, then.
     *
     * @see LineClock#inOperation
     */
    boolean inOperation();

    /** How many lines or entries. */
    int size();

    /** Lines of a file. */
    record OfFile(LineBatch lines, StoredPosition reached, boolean inOperation) implements Batch {
      @Override
      public int size() {
        return lines.size();
      }
    }

    /** Entries of the journal. */
    record OfJournal(JournalBatch entries, StoredPosition reached, boolean inOperation)
        implements Batch {
      @Override
      public int size() {
        return entries.entries().size();
      }
    }
  }
}
