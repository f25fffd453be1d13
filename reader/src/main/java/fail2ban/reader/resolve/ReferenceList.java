package fail2ban.reader.resolve;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits {@code a[x=1, y="2 3"] b c[z=4]} where blanks or newlines stand between references, but
 * not inside their brackets. Stateless.
 */
public final class ReferenceList {

  private ReferenceList() {}

  /** Each as written; whether it is a valid reference shows when it is parsed. */
  public static List<TracedText> split(TracedText traced) {
    String text = traced.text();
    var references = new ArrayList<TracedText>();
    int at = skipBlanks(text, 0);
    while (at < text.length()) {
      int end = referenceEnd(text, at);
      references.add(traced.substring(at, end));
      at = skipBlanks(text, end);
    }
    return references;
  }

  private static int referenceEnd(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int next = skipBlanks(text, at);
      if (next < text.length() && text.charAt(next) == '[') {
        int close = closing(text, next);
        if (close < 0) {
          return wordEnd(text, at == next ? next : at);
        }
        at = close + 1;
      } else if (next > at || next == text.length()) {
        return at;
      } else {
        at++;
      }
    }
    return at;
  }

  /** Index of the bracket that closes the one at {@code open}, or -1. */
  private static int closing(String text, int open) {
    for (int at = open + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ']') {
        return at;
      }
      if (c == '=' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
        int quote = text.indexOf(text.charAt(at + 1), at + 2);
        at = quote < 0 ? at : quote;
      }
    }
    return -1;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
