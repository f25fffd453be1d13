package fail2ban.server.source.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * How far a journal has been processed.
 *
 * @param time of the last entry
 * @param cursor the journal's own name for that entry; empty if only the time is known
 */
public record JournalPosition(Instant time, String cursor) {

  /** What fail2ban's table {@code logs} has in place of a path. */
  public static final String PATH = "systemd-journal";

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final DateTimeFormatter FRACTION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  /**
   * As fail2ban's table {@code logs} has it: the time in ISO form, which is all that fail2ban
   * writes and more than it reads, then the cursor.
   */
  public String text(ZoneId zone) {
    return (isoTime(time, zone) + " " + cursor).strip();
  }

  /**
   * From the table.
   *
   * @param text as from {@link #text}, or as fail2ban writes it, without a cursor
   * @param seconds the time for a text that cannot be read
   */
  public static JournalPosition parse(String text, long seconds) {
    String[] words = text.strip().split(" ", 2);
    String cursor = words.length > 1 ? words[1].strip() : "";
    try {
      Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(words[0], Instant::from);
      return new JournalPosition(time, cursor);
    } catch (DateTimeException _) {
      return new JournalPosition(Instant.ofEpochSecond(seconds), "");
    }
  }

  /** As Python writes a time: with a fraction of six digits, or none at all. */
  public static String isoTime(Instant time, ZoneId zone) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    boolean whole = micros.equals(time.truncatedTo(ChronoUnit.SECONDS));
    return (whole ? SECONDS : FRACTION).format(micros.atZone(zone));
  }
}
