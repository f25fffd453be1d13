package fail2ban.reader.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How option values are read as lists, numbers and truths. Stateless. */
final class Words {

  private static final Set<String> TRUE = Set.of("1", "on", "true", "yes");

  private Words() {}

  /** Everything but the four words for yes is no. */
  static boolean truth(String value) {
    return TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  /** Lines that say something. */
  static List<String> lines(String value) {
    return Arrays.stream(value.split("\n")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Words between commas, blanks and newlines. */
  static List<String> list(String value) {
    return Arrays.stream(value.split("(?U)[,\\s]+")).filter(s -> !s.isEmpty()).toList();
  }
}
