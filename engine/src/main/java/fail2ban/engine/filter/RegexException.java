package fail2ban.engine.filter;

/** A regular expression that a filter cannot use; the message is what the client shows. */
public final class RegexException extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final int position;

  /** The expression as a whole is meant. */
  public RegexException(String message) {
    this(message, message, 0);
  }

  /**
   * @param reason what is wrong, without the expression
   * @param position index in the expression, as it was given, where the fault is
   */
  RegexException(String message, String reason, int position) {
    super(message);
    this.reason = reason;
    this.position = position;
  }

  /** What is wrong, without the expression and without the position. */
  public String reason() {
    return reason;
  }

  /** Where in the expression the fault is; 0 where it is the whole. */
  public int position() {
    return position;
  }
}
