package fail2ban.server.source.journal;

import java.util.List;

/**
 * Entries in the journal's order, at least one. Immutable, safe on any thread.
 *
 * @param after what to store once these entries, and all batches before them, are processed
 */
public record JournalBatch(List<JournalEntry> entries, JournalPosition after) {

  public JournalBatch {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("no entries");
    }
  }
}
