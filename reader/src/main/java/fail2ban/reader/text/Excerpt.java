package fail2ban.reader.text;

/**
 * The text that a problem is about, with the part that is wrong. Immutable.
 *
 * @param line one line, without its end
 * @param from index in {@code line} where the wrong part begins
 * @param to index behind it; equal to {@code from} where something is missing there
 */
public record Excerpt(String line, int from, int to) {

  private static final int WIDTH = 100;
  private static final String CUT = "...";

  public Excerpt {
    if (from < 0 || to < from || to > line.length()) {
      throw new IllegalArgumentException("from " + from + " to " + to + " of " + line.length());
    }
  }

  /** The line of a text that an index falls into, marked up to {@code to} or the line's end. */
  public static Excerpt of(String text, int from, int to) {
    int begin = text.lastIndexOf('\n', from - 1) + 1;
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    return new Excerpt(text.substring(begin, end), from - begin, Math.min(to, end) - begin);
  }

  /** All of it is meant. */
  public static Excerpt of(String text) {
    return of(text, 0, text.length());
  }

  /** The line and, beneath, {@code ^~~} where it is wrong; a long line is cut around the place. */
  @Override
  public String toString() {
    int begin = line.length() <= WIDTH ? 0 : Math.max(0, Math.min(from, to) - WIDTH / 2);
    int end = Math.min(line.length(), begin + WIDTH);
    String lead = begin > 0 ? CUT : "";
    String shown = lead + printable(line.substring(begin, end)) + (end < line.length() ? CUT : "");
    int mark = lead.length() + line.codePointCount(begin, from);
    int length = Math.max(1, line.codePointCount(from, Math.max(from, Math.min(to, end))));
    return shown + "\n" + " ".repeat(mark) + "^" + "~".repeat(length - 1);
  }

  /** One column a character, so that the mark stands where it should. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
