package fail2ban.engine.pyregex;

/** The flags in force at one place of a pattern. */
record Flags(
    boolean ignoreCase, boolean multiline, boolean dotAll, boolean verbose, boolean asciiOnly) {

  static final Flags NONE = new Flags(false, false, false, false, false);

  /** Python's letters, of which {@code u} is the default and {@code t} does nothing. */
  static boolean isLetter(int letter) {
    return letter >= 0 && "aiLmstux".indexOf(letter) >= 0;
  }

  Flags with(int letter, boolean on) {
    return switch (letter) {
      case 'i' -> new Flags(on, multiline, dotAll, verbose, asciiOnly);
      case 'm' -> new Flags(ignoreCase, on, dotAll, verbose, asciiOnly);
      case 's' -> new Flags(ignoreCase, multiline, on, verbose, asciiOnly);
      case 'x' -> new Flags(ignoreCase, multiline, dotAll, on, asciiOnly);
      case 'a' -> new Flags(ignoreCase, multiline, dotAll, verbose, on);
      case 'u' -> new Flags(ignoreCase, multiline, dotAll, verbose, !on);
      default -> this;
    };
  }

  CaseRule caseRule() {
    if (!ignoreCase) {
      return CaseRule.EXACT;
    }
    return asciiOnly ? CaseRule.FOLD_ASCII : CaseRule.FOLD_UNICODE;
  }
}
