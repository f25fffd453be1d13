package fail2ban.client.samples;

import fail2ban.client.samples.PartRules.CharacterSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads {@code @part NAME RULE…} and the marks of lines that refer to it. Belongs to the reading of
 * one file.
 */
final class PartReader {

  private static final String NAME = "[A-Za-z][\\w-]*";
  private static final char OPEN = '«';
  private static final char CLOSE = '»';

  private final Map<String, PartRules> known = new HashMap<>();

  /** A name for rules, from its line on. */
  void define(String words) throws BadLineException {
    String[] all = words.strip().split("\\s+");
    if (!all[0].matches(NAME)) {
      throw new BadLineException("@part needs a name of letters, digits, - and _");
    }
    PartRules rules = PartRules.DEFAULT;
    for (int index = 1; index < all.length; index++) {
      rules = with(rules, all[index]);
    }
    known.put(all[0], rules);
  }

  private static PartRules with(PartRules rules, String word) throws BadLineException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    Escape escape = rules.escape();
    CharacterSet only = rules.only();
    CharacterSet without = rules.without();
    CharacterSet cut = rules.cut();
    OptionalInt atMost = rules.atMost();
    int atLeast = rules.atLeast();
    boolean mayHide = rules.mayHide();
    switch (name) {
      case "escape" -> escape = escape(value);
      case "only" -> only = characters(value);
      case "without" -> without = characters(value);
      case "cut" -> cut = characters(value);
      case "at-most" -> atMost = OptionalInt.of(count(value));
      case "at-least" -> atLeast = count(value);
      case "may-hide" -> mayHide = true;
      default ->
          throw new BadLineException(
              "unknown rule '%s': escape=, only=, without=, cut=, at-most=, at-least=, may-hide are known"
                  .formatted(word));
    }
    return new PartRules(escape, only, without, cut, atMost, atLeast, mayHide);
  }

  private static Escape escape(String name) throws BadLineException {
    return Escape.named(name)
        .orElseThrow(() ->
            new BadLineException(
                "unknown escape '" + name + "': syslog, vis, apache, nginx, json, url or raw"));
  }

  private static int count(String text) throws BadLineException {
    if (!text.matches("\\d{1,9}")) {
      throw new BadLineException("at-most= and at-least= need a number");
    }
    return Integer.parseInt(text);
  }

  /**
   * Characters one after the other; {@code \s} is any blank, {@code \w} any letter, digit or
   * underscore, {@code \xHH} one by its number.
   */
  private static CharacterSet characters(String text) throws BadLineException {
    var characters = new StringBuilder();
    boolean blanks = false;
    boolean words = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character != '\\' || index + 1 == text.length()) {
        characters.append(character);
        continue;
      }
      char escaped = text.charAt(++index);
      if (escaped == 's') {
        blanks = true;
      } else if (escaped == 'w') {
        words = true;
      } else if (escaped == 'x') {
        characters.append(coded(text, index + 1));
        index += 2;
      } else {
        characters.append(plain(escaped));
      }
    }
    return new CharacterSet(characters.toString(), blanks, words);
  }

  private static char plain(char escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }

  private static char coded(String text, int from) throws BadLineException {
    String digits = text.substring(from, Math.min(text.length(), from + 2));
    if (!digits.matches("[0-9a-fA-F]{2}")) {
      throw new BadLineException("\\x needs two digits");
    }
    return (char) Integer.parseInt(digits, 16);
  }

  /** A log line, of which the marks are taken out. */
  SampleLine line(int number, String marked) throws BadLineException {
    var text = new StringBuilder();
    var parts = new ArrayList<SampleLine.Part>();
    int at = 0;
    for (int open = marked.indexOf(OPEN); open >= 0; open = marked.indexOf(OPEN, at)) {
      int close = marked.indexOf(CLOSE, open);
      int next = marked.indexOf(OPEN, open + 1);
      if (close < 0 || (next >= 0 && next < close)) {
        throw new BadLineException("« without »");
      }
      text.append(marked, at, open);
      String inside = marked.substring(open + 1, close);
      String name = name(inside);
      PartRules rules = rules(name);
      int start = text.length();
      text.append(inside.startsWith("=") ? inside.substring(1) : unnamed(inside, name));
      parts.add(new SampleLine.Part(start, text.length(), rules));
      at = close + 1;
    }
    text.append(marked, at, marked.length());
    if (text.indexOf(String.valueOf(CLOSE)) >= 0) {
      throw new BadLineException("» without «");
    }
    return new SampleLine(number, text.toString(), parts);
  }

  /** Empty if the part has none. */
  private static String name(String inside) {
    int equals = inside.indexOf('=');
    String name = equals < 0 ? "" : inside.substring(0, equals);
    return name.matches(NAME) ? name : "";
  }

  private static String unnamed(String inside, String name) {
    return name.isEmpty() ? inside : inside.substring(name.length() + 1);
  }

  private PartRules rules(String name) throws BadLineException {
    if (name.isEmpty()) {
      return PartRules.DEFAULT;
    }
    PartRules rules = known.get(name);
    if (rules == null) {
      throw new BadLineException(
          "no @part " + name + " before this line; a text with = in it is written «=text»");
    }
    return rules;
  }
}
