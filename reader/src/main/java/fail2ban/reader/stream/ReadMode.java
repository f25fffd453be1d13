package fail2ban.reader.stream;

/** What the configuration is read for. */
public enum ReadMode {
  /** For a server: a jail whose log files are missing is broken. */
  FULL,
  /**
   * For {@code -d}: log files may be missing, as on another machine; what only the server would
   * refuse is shown as it would be sent, and expressions are not examined.
   */
  DUMP,
  /** For {@code -t}: any broken jail makes the whole configuration bad. */
  TEST
}
