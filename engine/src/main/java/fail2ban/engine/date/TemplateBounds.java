package fail2ban.engine.date;

/**
 * What a date pattern demands of its surroundings, taken off the pattern's two ends.
 *
 * @param begin the regex that stands before the date
 * @param anchored true if that ties it to the start of the line
 * @param marked true if the name shows the {@code {^LN-BEG}} prefix
 * @param body what is left of the pattern
 * @param end the regex that follows the date
 * @param name the body with the unbounded marks still on
 */
record TemplateBounds(
    String begin, boolean anchored, boolean marked, String body, String end, String name) {

  static final String LINE_BEGIN = "{^LN-BEG}";
  static final String BEGIN_NEAR_START = "^(?:\\W{0,2})?";
  static final String END_OF_WORD = "(?=\\b|\\W|$)";
  private static final String BEGIN_OF_WORD = "(?=^|\\b|\\W)";
  private static final String UNBOUND = "{UNB}";
  private static final String OPEN = "**";

  static TemplateBounds of(String pattern) {
    String text = pattern.strip();
    boolean unbound = text.startsWith(UNBOUND);
    if (unbound) {
      text = text.substring(UNBOUND.length());
    }
    boolean nearStart = !unbound && text.startsWith(LINE_BEGIN);
    if (nearStart) {
      text = text.substring(LINE_BEGIN.length());
    }
    String name = text;
    boolean openBegin = text.startsWith(OPEN);
    if (openBegin) {
      text = text.substring(OPEN.length());
    }
    boolean openEnd = text.endsWith(OPEN);
    if (openEnd) {
      text = text.substring(0, text.length() - OPEN.length());
    }
    return bounded(text, name, nearStart && !openBegin, unbound || openBegin, unbound || openEnd);
  }

  private static TemplateBounds bounded(
      String text, String name, boolean nearStart, boolean openBegin, boolean openEnd) {
    boolean caret = text.startsWith("^");
    boolean optionalCaret = text.startsWith("(?:^");
    String body = caret ? text.substring(1) : text;
    String begin;
    if (caret) {
      begin = "^";
    } else if (nearStart) {
      begin = BEGIN_NEAR_START;
    } else {
      begin = openBegin || optionalCaret ? "" : BEGIN_OF_WORD;
    }
    String end = openEnd ? "" : END_OF_WORD;
    if (body.endsWith("$") && !body.endsWith("\\$")) {
      body = body.substring(0, body.length() - 1);
      end = "$";
    } else if (body.endsWith("\\b") || body.endsWith("$)")) {
      end = "";
    }
    return new TemplateBounds(begin, caret || nearStart, nearStart && !caret, body, end, name);
  }
}
