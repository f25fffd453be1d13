package fail2ban.engine.formula;

/**
 * A word of a formula.
 *
 * @param text as written; empty at the end
 */
record Token(Kind kind, String text, Span place) {

  enum Kind {
    WHOLE,
    REAL,
    NAME,
    SIGN,
    END
  }

  boolean is(String word) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(word);
  }
}
