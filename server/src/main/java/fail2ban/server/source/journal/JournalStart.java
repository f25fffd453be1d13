package fail2ban.server.source.journal;

import java.time.Instant;

/** Where reading a journal begins. */
public sealed interface JournalStart {

  /** At its first entry. */
  record Head() implements JournalStart {}

  /** At the first entry that is not older. */
  record Since(Instant oldest) implements JournalStart {}

  /** After an entry that was processed before. */
  record After(JournalPosition position) implements JournalStart {}
}
