package fail2ban.reader.text;

/**
 * What Python takes for blanks. More than Java does: also no-break ones, which come with lines
 * copied from web pages and would stick to names and values unseen. Stateless.
 */
final class Blanks {

  private Blanks() {}

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  static String strip(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(Math.min(leading(text), end), end);
  }

  /** How many blanks the text begins with. */
  static int leading(String text) {
    int at = 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
