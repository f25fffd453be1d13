package fail2ban.engine.formula;

/**
 * A text is no formula, or it has no value for these numbers. The message is in Python's words
 * where Python has any.
 */
public final class FormulaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int from;
  private final int to;

  /**
   * @param place of the fault in the formula's text
   */
  FormulaException(String message, Span place) {
    super(message);
    this.from = place.from();
    this.to = place.to();
  }

  /** Index in the text where the fault begins. */
  public int from() {
    return from;
  }

  /** Index behind it. */
  public int to() {
    return to;
  }
}
