package fail2ban.engine.time;

/** The text is no time expression; the message says why, in Python's words where it has any. */
public final class TimeExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  public TimeExpressionException(String message) {
    super(message);
  }
}
