package fail2ban.client.samples;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind {@code ->}. */
final class ExpectationReader {

  private static final String TIME = "time";
  private static final String FAILURES = "failures";

  private ExpectationReader() {}

  /** Several equal ones if it says so, none for {@code none: WHY}. */
  static List<ExpectedFailure> read(int number, String text) throws BadLineException {
    String said = text.strip();
    if (said.equals("none") || said.startsWith("none:")) {
      if (said.length() <= "none: ".length()) {
        throw new BadLineException("say why nothing is to be found: -> none: a login that worked");
      }
      return List.of();
    }
    List<String> words = words(said);
    if (words.isEmpty()) {
      throw new BadLineException("-> needs an id, or none: WHY");
    }
    return failures(number, words);
  }

  private static List<ExpectedFailure> failures(int number, List<String> words)
      throws BadLineException {
    var groups = new LinkedHashMap<String, String>();
    Optional<LocalDateTime> time = Optional.empty();
    int count = 1;
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? "" : word.substring(0, equals);
      String value = word.substring(equals + 1);
      switch (name) {
        case TIME -> time = Optional.of(time(value));
        case FAILURES -> count = count(value);
        default -> {
          if (!name.matches("[A-Za-z_]\\w*")) {
            throw new BadLineException("'" + word + "' is not GROUP=VALUE");
          }
          groups.put(name, value);
        }
      }
    }
    return Collections.nCopies(count, new ExpectedFailure(number, words.getFirst(), groups, time));
  }

  private static LocalDateTime time(String text) throws BadLineException {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeParseException _) {
      throw new BadLineException("time= is written 2005-06-14T10:00:00, in local time");
    }
  }

  private static int count(String text) throws BadLineException {
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new BadLineException("failures= needs a number");
    }
    return Integer.parseInt(text);
  }

  /** Separated by blanks, but for those between quotes; {@code \"} is a quote. */
  private static List<String> words(String text) throws BadLineException {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (quoted && character == '\\' && "\\\"".indexOf(following(text, index)) >= 0) {
        word.append(text.charAt(++index));
      } else if (character == '"' && (quoted || opens(word))) {
        quoted = !quoted;
        begun = true;
      } else if (!quoted && Character.isWhitespace(character)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(character);
        begun = true;
      }
    }
    if (quoted) {
      throw new BadLineException("a quote is not closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /** A quote in the midst of a word is a character like any other. */
  private static boolean opens(StringBuilder word) {
    return word.isEmpty()
        || (word.charAt(word.length() - 1) == '=' && word.indexOf("=") == word.length() - 1);
  }

  private static char following(String text, int index) {
    return index + 1 < text.length() ? text.charAt(index + 1) : ' ';
  }
}
