package fail2ban.server.source.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which entries are read: those that fulfil one of the alternatives, or all if there is none.
 *
 * <p>An alternative is a list of terms {@code FIELD=value}. Terms of different fields must all
 * hold; of terms of the same field one must.
 */
public record JournalMatches(List<List<String>> alternatives) {

  public static final JournalMatches ALL = new JournalMatches(List.of());

  /**
   * @throws IllegalArgumentException if a term is none
   */
  public JournalMatches {
    alternatives =
        alternatives.stream().filter(terms -> !terms.isEmpty()).map(List::copyOf).toList();
    for (List<String> terms : alternatives) {
      if (!terms.stream().allMatch(JournalMatches::isTerm)) {
        throw new IllegalArgumentException("Invalid match");
      }
    }
  }

  /** From words, between which {@code +} parts the alternatives. */
  public static List<List<String>> alternatives(List<String> words) {
    var alternatives = new ArrayList<List<String>>();
    var terms = new ArrayList<String>();
    for (String word : words) {
      if (word.equals("+")) {
        alternatives.add(List.copyOf(terms));
        terms.clear();
      } else {
        terms.add(word);
      }
    }
    alternatives.add(List.copyOf(terms));
    return alternatives;
  }

  /** With more alternatives. */
  public JournalMatches with(List<List<String>> more) {
    var all = new ArrayList<>(alternatives);
    all.addAll(more);
    return new JournalMatches(all);
  }

  /**
   * Without some of the alternatives.
   *
   * @throws IllegalArgumentException if one of them is not there
   */
  public JournalMatches without(List<List<String>> fewer) {
    var rest = new ArrayList<>(alternatives);
    for (List<String> terms : fewer) {
      if (!rest.remove(terms)) {
        throw new IllegalArgumentException("not found: " + String.join(" ", terms));
      }
    }
    return new JournalMatches(rest);
  }

  /** As the words that make it. */
  public String text() {
    return alternatives.stream()
        .map(terms -> String.join(" ", terms))
        .collect(Collectors.joining(" + "));
  }

  /** What the journal takes: names of capitals, digits and {@code _}, not two of which begin it. */
  private static boolean isTerm(String text) {
    int end = text.indexOf('=');
    return end > 0
        && !text.startsWith("__")
        && text.chars().limit(end).allMatch(JournalMatches::inName);
  }

  private static boolean inName(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }
}
