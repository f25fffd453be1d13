package fail2ban.server.source.journal;

import java.time.Instant;

/**
 * An entry as a filter sees it.
 *
 * @param time when it was logged, in microseconds
 * @param line {@code HOST IDENT[PID]: MESSAGE}, without a date
 */
public record JournalEntry(Instant time, String line) {}
