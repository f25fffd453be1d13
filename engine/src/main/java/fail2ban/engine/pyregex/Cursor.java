package fail2ban.engine.pyregex;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;

/** Walks over a pattern's text, code point by code point. Belongs to one parse. */
final class Cursor {

  /** What {@link #peek} and {@link #next} give after the last code point. */
  static final int END = -1;

  private final String pattern;
  private int position;

  Cursor(String pattern) {
    this.pattern = pattern;
  }

  int position() {
    return position;
  }

  void moveTo(int position) {
    this.position = position;
  }

  boolean atEnd() {
    return position >= pattern.length();
  }

  int peek() {
    return atEnd() ? END : pattern.codePointAt(position);
  }

  int next() {
    int codePoint = peek();
    if (codePoint != END) {
      position += Character.charCount(codePoint);
    }
    return codePoint;
  }

  boolean accept(int codePoint) {
    if (peek() != codePoint) {
      return false;
    }
    next();
    return true;
  }

  /** Moves behind the next such code point; one after a backslash does not count. */
  boolean skipPast(int codePoint) {
    while (!atEnd()) {
      int skipped = next();
      if (skipped == codePoint) {
        return true;
      }
      if (skipped == '\\') {
        next();
      }
    }
    return false;
  }

  /** The digits of a base that follow, at most so many. */
  String digits(int radix, int atMost) {
    int from = position;
    while (position - from < atMost && isDigit(peek(), radix)) {
      position++;
    }
    return pattern.substring(from, position);
  }

  /** What stands before the terminator, which is consumed too. */
  String until(char terminator, String what) throws PythonPatternException {
    int from = position;
    if (atEnd()) {
      throw error("missing " + what, from);
    }
    if (!skipPast(terminator)) {
      throw error("missing " + terminator + ", unterminated name", from);
    }
    String name = pattern.substring(from, position - 1);
    if (name.isEmpty()) {
      throw error("missing " + what, from);
    }
    return name;
  }

  /** The pattern's text from an offset up to here. */
  String since(int from) {
    return pattern.substring(from, position);
  }

  PythonPatternException error(String reason, int at) {
    return new PythonPatternException(reason, pattern, at);
  }

  /** A piece of the pattern as Python's messages show it. */
  static String quoted(String text) {
    return PythonRepr.repr(new Value.Text(text));
  }

  static boolean isDigit(int codePoint, int radix) {
    return codePoint < 128 && Character.digit(codePoint, radix) >= 0;
  }
}
