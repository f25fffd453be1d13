package fail2ban.engine.date;

import java.time.Instant;
import java.util.Optional;

/**
 * A timestamp found in a line.
 *
 * @param start where the date begins in the line
 * @param end where it ends
 * @param text the date as written
 * @param time what it says; empty if the text has the form of a date but is none (31 February)
 */
public record DateMatch(int start, int end, String text, Optional<Instant> time) {

  public DateMatch {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("date at " + start + " to " + end);
    }
  }
}
