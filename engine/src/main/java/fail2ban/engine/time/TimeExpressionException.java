package fail2ban.engine.time;

/** The text is no time expression; the message says why, in Python's words where it has any. */
public final class TimeExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int from;
  private final int to;

  /**
   * @param from index in the text where the fault begins
   * @param to index behind it
   */
  public TimeExpressionException(String message, int from, int to) {
    super(message);
    this.from = from;
    this.to = to;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }
}
