package fail2ban.reader.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text by the shell's quoting rules, without expanding anything. Serves one text on one
 * thread.
 */
public final class ShellWords {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean open;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * @throws UnclosedQuotationException where a quotation does not end
   */
  public static List<String> split(String text) throws UnclosedQuotationException {
    var splitter = new ShellWords(text);
    while (splitter.at < text.length()) {
      splitter.next();
    }
    splitter.endWord();
    return splitter.words;
  }

  private void next() throws UnclosedQuotationException {
    char c = text.charAt(at++);
    if (Character.isWhitespace(c)) {
      endWord();
      return;
    }
    open = true;
    switch (c) {
      case '\'' -> quoted('\'', false);
      case '"' -> quoted('"', true);
      case '\\' -> escaped();
      default -> word.append(c);
    }
  }

  private void quoted(char quote, boolean escapes) throws UnclosedQuotationException {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return;
      }
      if (escapes && c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0) {
        c = text.charAt(at++);
      }
      word.append(c);
    }
    throw new UnclosedQuotationException("No closing quotation");
  }

  private void escaped() throws UnclosedQuotationException {
    if (at == text.length()) {
      throw new UnclosedQuotationException("No escaped character");
    }
    word.append(text.charAt(at++));
  }

  private void endWord() {
    if (open) {
      words.add(word.toString());
    }
    word.setLength(0);
    open = false;
  }
}
