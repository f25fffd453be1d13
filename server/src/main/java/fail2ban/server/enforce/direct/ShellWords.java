package fail2ban.server.enforce.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a script into words as {@code /bin/sh} would, if it is one simple command of nothing but
 * literal text: no expansion, pattern, redirection, assignment, comment or second command. Used by
 * one thread.
 */
final class ShellWords {

  /** Characters that mean something to a shell, or might to some shell. */
  private static final String SPECIAL = "$`|&;<>()*?[]~#!=\n\r\0";

  private final String script;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String script) {
    this.script = script;
  }

  /** Empty if it is anything but a simple literal command. */
  static Optional<List<String>> of(String script) {
    var reader = new ShellWords(script.strip());
    boolean oneLine = script.strip().indexOf('\n') < 0;
    return oneLine && reader.read() ? Optional.of(List.copyOf(reader.words)) : Optional.empty();
  }

  private boolean read() {
    while (at < script.length()) {
      if (!readPart()) {
        return false;
      }
    }
    endWord();
    return !words.isEmpty();
  }

  private boolean readPart() {
    char next = script.charAt(at++);
    return switch (next) {
      case ' ', '\t' -> endWord();
      case '\'' -> readQuoted();
      case '"' -> readDoubleQuoted();
      case '\\' -> readEscaped();
      case '{', '}' -> readBrace(next);
      default -> SPECIAL.indexOf(next) < 0 && literal(next);
    };
  }

  private boolean readQuoted() {
    int end = script.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    word.append(script, at, end);
    inWord = true;
    at = end + 1;
    return true;
  }

  private boolean readDoubleQuoted() {
    int end = script.indexOf('"', at);
    String inside = end < 0 ? "$" : script.substring(at, end);
    if (inside.chars().anyMatch(c -> "$`\\".indexOf(c) >= 0)) {
      return false;
    }
    word.append(inside);
    inWord = true;
    at = end + 1;
    return true;
  }

  private boolean readEscaped() {
    return at < script.length() && literal(script.charAt(at++));
  }

  /** A brace is a reserved word at the beginning and literal elsewhere. */
  private boolean readBrace(char brace) {
    return !words.isEmpty() && literal(brace);
  }

  private boolean literal(char character) {
    word.append(character);
    inWord = true;
    return true;
  }

  private boolean endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
    return true;
  }
}
