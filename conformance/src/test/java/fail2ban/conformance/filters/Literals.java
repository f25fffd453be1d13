package fail2ban.conformance.filters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON and the Python literals that fail2ban prints; enough for the sample logs. */
final class Literals {

  private final String text;
  private int at;

  private Literals(String text) {
    this.text = text;
  }

  /** Strings, numbers as Double, Boolean, lists, maps; the text "None" or "null" for nothing. */
  static Object read(String text) {
    return new Literals(text).value();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(String text) {
    return (Map<String, Object>) read(text);
  }

  private Object value() {
    skip();
    char c = text.charAt(at);
    return switch (c) {
      case '[', '(' -> list(c == '[' ? ']' : ')');
      case '{' -> map();
      case '"', '\'' -> string(c);
      default -> word();
    };
  }

  private List<Object> list(char close) {
    var items = new ArrayList<Object>();
    at++;
    for (skip(); text.charAt(at) != close; skip()) {
      items.add(value());
      comma();
    }
    at++;
    return items;
  }

  private Map<String, Object> map() {
    var entries = new LinkedHashMap<String, Object>();
    at++;
    for (skip(); text.charAt(at) != '}'; skip()) {
      String key = (String) value();
      skip();
      at++;
      entries.put(key, value());
      comma();
    }
    at++;
    return entries;
  }

  private void comma() {
    skip();
    if (text.charAt(at) == ',') {
      at++;
    }
  }

  private String string(char quote) {
    var out = new StringBuilder();
    for (at++; text.charAt(at) != quote; at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private void escape(StringBuilder out) {
    char c = text.charAt(at);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'x' -> hexadecimal(2, out);
      case 'u' -> hexadecimal(4, out);
      default -> out.append(c);
    }
  }

  private void hexadecimal(int digits, StringBuilder out) {
    out.append((char) Integer.parseInt(text, at + 1, at + 1 + digits, 16));
    at += digits;
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]})".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).strip();
    return switch (word) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      case "null", "None" -> "None";
      default -> Double.valueOf(word);
    };
  }

  private void skip() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
