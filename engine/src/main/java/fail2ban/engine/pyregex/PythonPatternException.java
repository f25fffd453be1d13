package fail2ban.engine.pyregex;

/** A pattern that Python's {@code re} would refuse, or that this program cannot run. */
public final class PythonPatternException extends Exception {

  private static final long serialVersionUID = 1;

  private final String pattern;
  private final int position;

  /**
   * @param position offset of the fault in the pattern, in UTF-16 units
   */
  public PythonPatternException(String message, String pattern, int position) {
    super(message);
    this.pattern = pattern;
    this.position = position;
  }

  public String pattern() {
    return pattern;
  }

  public int position() {
    return position;
  }
}
