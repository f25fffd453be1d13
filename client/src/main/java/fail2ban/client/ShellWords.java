package fail2ban.client;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a shell does: blanks, both kinds of quotes, backslashes. */
final class ShellWords {

  private static final String BLANKS = " \t\r\n";

  private final String line;
  private final StringBuilder word = new StringBuilder();
  private int position;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * @throws UsageException if a quote is not closed, or nothing follows a backslash
   */
  static List<String> split(String line) throws UsageException {
    return new ShellWords(line).split();
  }

  private List<String> split() throws UsageException {
    var words = new ArrayList<String>();
    boolean inWord = false;
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (BLANKS.indexOf(c) < 0) {
        take(c);
        inWord = true;
      } else if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private void take(char c) throws UsageException {
    switch (c) {
      case '\'' -> single();
      case '"' -> doubled();
      case '\\' -> word.append(escaped());
      default -> word.append(c);
    }
  }

  private void single() throws UsageException {
    int end = line.indexOf('\'', position);
    if (end < 0) {
      throw unclosed();
    }
    word.append(line, position, end);
    position = end + 1;
  }

  private void doubled() throws UsageException {
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (c == '"') {
        return;
      }
      boolean escapes =
          c == '\\' && position < line.length() && "\"\\".indexOf(line.charAt(position)) >= 0;
      word.append(escapes ? escaped() : c);
    }
    throw unclosed();
  }

  private char escaped() throws UsageException {
    if (position == line.length()) {
      throw UsageException.because("No escaped character");
    }
    return line.charAt(position++);
  }

  private static UsageException unclosed() {
    return UsageException.because("No closing quotation");
  }
}
