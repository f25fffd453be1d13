package fail2ban.engine.pyregex;

/**
 * Something in a pattern that its author may want to change.
 *
 * @param position where it stands in the pattern, in UTF-16 units
 * @param advice what is wrong and what to do about it, one sentence for the author
 */
public record Finding(Kind kind, int position, String advice) {

  /** What a finding is about. */
  public enum Kind {
    /** The pattern does not compile. */
    INVALID,
    /** Repeats that can share out the same text in many ways, and try them all. */
    AMBIGUOUS_REPEAT,
    /** Whoever writes part of the line can choose the address that is found. */
    EXPOSED_ADDRESS
  }

  public Finding {
    if (position < 0 || advice.isBlank()) {
      throw new IllegalArgumentException("finding at " + position + ": " + advice);
    }
  }
}
