package fail2ban.engine.filter;

/**
 * A log line that took part in a failure, cut where its date stood.
 *
 * @param before what precedes the date
 * @param date the date as written, empty if none was found
 * @param after what follows it
 */
public record MatchedLine(String before, String date, String after) {

  /** The line as it was logged. */
  public String text() {
    return before + date + after;
  }
}
