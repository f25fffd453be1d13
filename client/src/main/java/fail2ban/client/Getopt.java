package fail2ban.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classic reading of options: it ends at the first word that is none, long names may be
 * shortened as long as they stay unambiguous.
 *
 * @param options in the order given
 * @param words what follows them
 */
record Getopt(List<Option> options, List<String> words) {

  /**
   * @param name with its dashes, long names in full
   * @param value empty for an option that takes none
   */
  record Option(String name, String value) {}

  Getopt {
    options = List.copyOf(options);
    words = List.copyOf(words);
  }

  /**
   * @param letters the short options; a colon follows those that take a value
   * @param names the long options; {@code =} ends those that take a value
   * @throws UsageException for an unknown or ambiguous option, a missing or an unexpected value
   */
  static Getopt parse(List<String> arguments, String letters, List<String> names)
      throws UsageException {
    var options = new ArrayList<Option>();
    int index = 0;
    while (index < arguments.size() && isOption(arguments.get(index))) {
      String word = arguments.get(index++);
      if ("--".equals(word)) {
        break;
      }
      String following = index < arguments.size() ? arguments.get(index) : null;
      boolean taken =
          word.startsWith("--")
              ? longOption(word, following, names, options)
              : shortOptions(word, following, letters, options);
      index += taken ? 1 : 0;
    }
    return new Getopt(options, arguments.subList(index, arguments.size()));
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-';
  }

  /** True if the following word was its value. */
  private static boolean longOption(
      String word, @Nullable String following, List<String> names, List<Option> options)
      throws UsageException {
    int equals = word.indexOf('=');
    String name = fullName(word.substring(2, equals < 0 ? word.length() : equals), names);
    boolean wantsValue = name.endsWith("=");
    if (!wantsValue) {
      if (equals >= 0) {
        throw UsageException.form();
      }
      options.add(new Option("--" + name, ""));
      return false;
    }
    String full = "--" + name.substring(0, name.length() - 1);
    if (equals >= 0) {
      options.add(new Option(full, word.substring(equals + 1)));
      return false;
    }
    if (following == null) {
      throw UsageException.form();
    }
    options.add(new Option(full, following));
    return true;
  }

  private static String fullName(String given, List<String> names) throws UsageException {
    String found = "";
    for (String name : names) {
      if (name.equals(given) || name.equals(given + "=")) {
        return name;
      }
      if (name.startsWith(given)) {
        if (!found.isEmpty()) {
          throw UsageException.form();
        }
        found = name;
      }
    }
    if (found.isEmpty()) {
      throw UsageException.form();
    }
    return found;
  }

  private static boolean shortOptions(
      String word, @Nullable String following, String letters, List<Option> options)
      throws UsageException {
    for (int index = 1; index < word.length(); index++) {
      int known = letters.indexOf(word.charAt(index));
      if (known < 0 || word.charAt(index) == ':') {
        throw UsageException.form();
      }
      String name = "-" + word.charAt(index);
      if (!letters.startsWith(":", known + 1)) {
        options.add(new Option(name, ""));
      } else if (index + 1 < word.length()) {
        options.add(new Option(name, word.substring(index + 1)));
        return false;
      } else if (following == null) {
        throw UsageException.form();
      } else {
        options.add(new Option(name, following));
        return true;
      }
    }
    return false;
  }
}
