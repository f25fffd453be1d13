package fail2ban.reader.stream;

import fail2ban.reader.resolve.UnresolvableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a journal match by the shell's quoting rules, without expanding anything. Serves one text
 * on one thread.
 */
final class ShellWords {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean open;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * @throws UnresolvableException where a quotation does not end
   */
  static List<String> split(String text) throws UnresolvableException {
    var splitter = new ShellWords(text);
    while (splitter.at < text.length()) {
      splitter.next();
    }
    splitter.endWord();
    return splitter.words;
  }

  private void next() throws UnresolvableException {
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

  private void quoted(char quote, boolean escapes) throws UnresolvableException {
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
    throw new UnresolvableException("No closing quotation", Optional.empty());
  }

  private void escaped() throws UnresolvableException {
    if (at == text.length()) {
      throw new UnresolvableException("No escaped character", Optional.empty());
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
