package fail2ban.engine.pyregex;

/**
 * A pattern that Python's {@code re} would refuse, or that this program cannot run. The message is
 * what Python prints, {@code missing ), unterminated subpattern at position 3}, and counts code
 * points as Python does.
 */
public final class PythonPatternException extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final String pattern;
  private final int position;

  /**
   * @param reason what is wrong, as Python words it, without the position
   * @param position offset of the fault in the pattern, in UTF-16 units
   */
  public PythonPatternException(String reason, String pattern, int position) {
    super(reason + place(pattern, position));
    this.reason = reason;
    this.pattern = pattern;
    this.position = position;
  }

  private static String place(String pattern, int position) {
    String before = pattern.substring(0, position);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int lineStart = before.lastIndexOf('\n') + 1;
    String place = " at position " + before.codePointCount(0, position);
    return pattern.indexOf('\n') < 0
        ? place
        : place
            + " (line %d, column %d)"
                .formatted(line, 1 + before.codePointCount(lineStart, position));
  }

  /** What is wrong, without the position. */
  public String reason() {
    return reason;
  }

  public String pattern() {
    return pattern;
  }

  public int position() {
    return position;
  }
}
