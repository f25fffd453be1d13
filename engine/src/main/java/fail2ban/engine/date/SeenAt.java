package fail2ban.engine.date;

/**
 * Where the last date stood and which characters were next to its two ends; −1 stands for the end
 * of the line.
 */
record SeenAt(int start, int end, int beforeStart, int atStart, int beforeEnd, int afterEnd) {

  /** Before any date was seen. */
  static final SeenAt NOWHERE = new SeenAt(1, Integer.MAX_VALUE, -1, -1, -1, -1);

  static SeenAt of(String line, int start, int end) {
    return new SeenAt(
        start, end, at(line, start - 1), at(line, start), at(line, end - 1), at(line, end));
  }

  /** The same for a line of ASCII characters from {@code from} to {@code to}. */
  static SeenAt of(byte[] bytes, int from, int to, int start, int end) {
    return new SeenAt(
        start - from,
        end - from,
        at(bytes, from, to, start - 1),
        at(bytes, from, to, start),
        at(bytes, from, to, end - 1),
        at(bytes, from, to, end));
  }

  boolean isAt(int otherStart, int otherEnd) {
    return start == otherStart && end == otherEnd;
  }

  /**
   * True if this line has the same characters around the span: outside them, or inside where they
   * are no letter or digit, so that it is likely the same form at the same place.
   */
  boolean fits(String line) {
    return end <= line.length()
        && (at(line, start - 1) == beforeStart || sameSign(at(line, start), atStart))
        && (at(line, end) == afterEnd || sameSign(at(line, end - 1), beforeEnd));
  }

  /** The same for a line of ASCII characters from {@code from} to {@code to}. */
  boolean fits(byte[] bytes, int from, int to) {
    int first = from + start;
    int last = from + end;
    return end <= to - from
        && (at(bytes, from, to, first - 1) == beforeStart
            || sameSign(at(bytes, from, to, first), atStart))
        && (at(bytes, from, to, last) == afterEnd
            || sameSign(at(bytes, from, to, last - 1), beforeEnd));
  }

  private static int at(byte[] bytes, int from, int to, int index) {
    return index >= from && index < to ? bytes[index] : -1;
  }

  private static boolean sameSign(int seen, int remembered) {
    return seen == remembered && !Character.isLetterOrDigit(remembered);
  }

  private static int at(String line, int index) {
    return index >= 0 && index < line.length() ? line.charAt(index) : -1;
  }
}
