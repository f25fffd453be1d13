package fail2ban.client.regex;

import fail2ban.engine.log.Log;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The systemd journal as a source of lines whose time is known. */
interface JournalLines {

  /**
   * @param date the time as text, shown before the message
   * @param message what expressions see
   */
  record Line(String date, String message, Instant time) {}

  /**
   * Hands over all entries in their order.
   *
   * @param matches alternatives, one or more terms each; {@code +} parts alternatives, too; all
   *     entries if there are none
   * @param parameters those of the back end: {@code journalpath}, {@code journalflags} …
   * @param log for what goes wrong on the way
   * @throws TrialException if the journal cannot be read
   */
  void read(
      List<List<String>> matches, Map<String, String> parameters, Log log, Consumer<Line> lines)
      throws TrialException;

  /** For machines without a journal. */
  static JournalLines absent() {
    return (_, _, _, _) -> {
      throw new TrialException("the systemd journal cannot be read by this program");
    };
  }
}
