package fail2ban.engine.pyregex;

/** Parses the flags of {@code (?i)}, {@code (?i:…)} and {@code (?s-i:…)}. */
final class InlineFlags {

  private static final String TYPES = "au";

  private final Cursor cursor;

  InlineFlags(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * What the flags change.
   *
   * @param isGlobal whether they stand for the whole pattern, not for a group's body
   */
  record Change(String on, String off, boolean isGlobal) {
    Flags applyTo(Flags flags) {
      Flags changed = flags;
      for (int letter : on.codePoints().toArray()) {
        changed = changed.with(letter, true);
      }
      for (int letter : off.codePoints().toArray()) {
        changed = changed.with(letter, false);
      }
      return changed;
    }
  }

  /** The change that begins with this letter or hyphen, which has just been consumed. */
  Change parse(int first) throws PythonPatternException {
    StringBuilder on = new StringBuilder();
    int end = first;
    while (end != '-' && end != ')' && end != ':') {
      turnOn(end, on);
      end = flagOr("-):", "missing -, : or )");
    }
    if (end == ')') {
      return new Change(on.toString(), "", true);
    }
    int afterOn = cursor.position() - 1;
    requireScoped(on, "bad inline flags: cannot turn on global flag", afterOn);
    String off = end == '-' ? turnedOff() : "";
    int afterOff = cursor.position() - 1;
    requireScoped(off, "bad inline flags: cannot turn off global flag", afterOff);
    if (off.codePoints().anyMatch(letter -> on.indexOf(Character.toString(letter)) >= 0)) {
      throw cursor.error("bad inline flags: flag turned on and off", afterOff);
    }
    return new Change(on.toString(), off, false);
  }

  private void turnOn(int letter, StringBuilder on) throws PythonPatternException {
    if (letter == 'L') {
      throw cursor.error(
          "bad inline flags: cannot use 'L' flag with a str pattern", cursor.position());
    }
    int other = letter == 'a' ? 'u' : 'a';
    if (TYPES.indexOf(letter) >= 0 && on.indexOf(Character.toString(other)) >= 0) {
      throw cursor.error(
          "bad inline flags: flags 'a', 'u' and 'L' are incompatible", cursor.position());
    }
    on.appendCodePoint(letter);
  }

  private String turnedOff() throws PythonPatternException {
    StringBuilder off = new StringBuilder();
    int letter = flagOr("", "missing flag");
    while (letter != ':') {
      if (letter == 'L' || TYPES.indexOf(letter) >= 0) {
        throw cursor.error(
            "bad inline flags: cannot turn off flags 'a', 'u' and 'L'", cursor.position());
      }
      off.appendCodePoint(letter);
      letter = flagOr(":", "missing :");
    }
    return off.toString();
  }

  private int flagOr(String ends, String otherwise) throws PythonPatternException {
    int at = cursor.position();
    int letter = cursor.next();
    if (Flags.isLetter(letter) || isOneOf(ends, letter)) {
      return letter;
    }
    throw cursor.error(Character.isLetter(letter) ? "unknown flag" : otherwise, at);
  }

  private static boolean isOneOf(String letters, int letter) {
    return letter != Cursor.END && letters.indexOf(letter) >= 0;
  }

  /** The flag {@code t} has no meaning, but only a whole pattern may carry it. */
  private void requireScoped(CharSequence letters, String reason, int at)
      throws PythonPatternException {
    if (letters.toString().indexOf('t') >= 0) {
      throw cursor.error(reason, at);
    }
  }
}
