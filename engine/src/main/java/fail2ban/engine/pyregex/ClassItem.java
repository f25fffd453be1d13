package fail2ban.engine.pyregex;

/** A member of a character class. */
sealed interface ClassItem {

  /** All code points from the first to the last, both included. */
  record Range(int first, int last) implements ClassItem {
    public Range {
      if (first < 0 || last < first || last > Character.MAX_CODE_POINT) {
        throw new IllegalArgumentException("range " + first + "-" + last);
      }
    }
  }

  /** {@code \d}, {@code \s}, {@code \w} or, negated, their capitals. */
  record Category(Kind kind, boolean negated, boolean asciiOnly) implements ClassItem {}

  /** Python's three categories. */
  enum Kind {
    DIGIT,
    SPACE,
    WORD
  }

  static ClassItem single(int codePoint) {
    return new Range(codePoint, codePoint);
  }
}
