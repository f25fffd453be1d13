package fail2ban.engine.date;

/** A {@code datepattern} or {@code logtimezone} that cannot be used, in fail2ban's wording. */
public final class DatePatternException extends Exception {

  private static final long serialVersionUID = 1;

  public DatePatternException(String message) {
    super(message);
  }

  static DatePatternException badPattern(String pattern, String reason) {
    return new DatePatternException(
        "Failed to set datepattern '"
            + pattern
            + "' (may be an invalid format or unescaped percent char): "
            + reason);
  }
}
