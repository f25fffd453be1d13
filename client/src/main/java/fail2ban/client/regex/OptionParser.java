package fail2ban.client.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a command line in which options may stand anywhere, in the way of Python's optparse: long
 * names may be shortened, values may be glued on, {@code --} ends the options. Belongs to one
 * reading.
 */
final class OptionParser {

  /**
   * Names, dashes included, and the option's canonical name; a trailing {@code =} takes a value.
   */
  private final Map<String, String> names;

  private final List<Given> options = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /**
   * @param name canonical
   * @param value empty for an option that takes none
   */
  record Given(String name, String value) {}

  record Parsed(List<Given> options, List<String> words) {
    Parsed {
      options = List.copyOf(options);
      words = List.copyOf(words);
    }
  }

  private OptionParser(Map<String, String> names) {
    this.names = new TreeMap<>(names);
  }

  /**
   * @param names what may be written, to the name it stands for, which ends in {@code =} where a
   *     value follows
   * @throws WrongOptionException for anything else
   */
  static Parsed parse(List<String> arguments, Map<String, String> names)
      throws WrongOptionException {
    return new OptionParser(names).parse(arguments);
  }

  private Parsed parse(List<String> arguments) throws WrongOptionException {
    int index = 0;
    while (index < arguments.size()) {
      String word = arguments.get(index++);
      if (word.equals("--")) {
        words.addAll(arguments.subList(index, arguments.size()));
        break;
      }
      Optional<String> next =
          index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
      if (word.startsWith("--")) {
        index += longOption(word, next);
      } else if (word.startsWith("-") && word.length() > 1) {
        index += shortOptions(word, next);
      } else {
        words.add(word);
      }
    }
    return new Parsed(options, words);
  }

  /** Gives the number of following words that were used up. */
  private int longOption(String word, Optional<String> next) throws WrongOptionException {
    int equals = word.indexOf('=');
    String written = fullName(equals < 0 ? word : word.substring(0, equals));
    String name = names.getOrDefault(written, written);
    if (!name.endsWith("=")) {
      if (equals >= 0) {
        throw new WrongOptionException(written + " option does not take a value");
      }
      options.add(new Given(name, ""));
      return 0;
    }
    if (equals >= 0) {
      options.add(new Given(name, word.substring(equals + 1)));
      return 0;
    }
    options.add(new Given(name, next.orElseThrow(() -> missing(written))));
    return 1;
  }

  private String fullName(String written) throws WrongOptionException {
    if (names.containsKey(written)) {
      return written;
    }
    List<String> possible =
        names.keySet().stream().filter(name -> name.startsWith(written)).toList();
    return switch (possible.size()) {
      case 0 -> throw new WrongOptionException("no such option: " + written);
      case 1 -> possible.getFirst();
      default ->
          throw new WrongOptionException(
              "ambiguous option: " + written + " (" + String.join(", ", possible) + "?)");
    };
  }

  private int shortOptions(String word, Optional<String> next) throws WrongOptionException {
    for (int index = 1; index < word.length(); index++) {
      String written = "-" + word.charAt(index);
      String name = names.get(written);
      if (name == null) {
        throw new WrongOptionException("no such option: " + written);
      }
      if (!name.endsWith("=")) {
        options.add(new Given(name, ""));
      } else if (index + 1 < word.length()) {
        options.add(new Given(name, word.substring(index + 1)));
        return 0;
      } else {
        options.add(new Given(name, next.orElseThrow(() -> missing(written))));
        return 1;
      }
    }
    return 0;
  }

  private static WrongOptionException missing(String written) {
    return new WrongOptionException(written + " option requires 1 argument");
  }
}
