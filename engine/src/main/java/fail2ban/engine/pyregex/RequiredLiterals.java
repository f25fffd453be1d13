package fail2ban.engine.pyregex;

import java.util.Comparator;
import java.util.Set;

/**
 * Literals of which every match contains at least one. A text without any of them cannot match, so
 * looking for them first saves running the pattern.
 *
 * <p>They consist of printable ASCII characters and tabs only: these are the same bytes in every
 * encoding that a log may have, and none of them is lost when a line is cut from its file.
 *
 * @param anyOf the literals; empty if the pattern has no usable ones and must always be tried
 */
public record RequiredLiterals(Set<Literal> anyOf) {

  /** Nothing is known of what a match contains. */
  public static final RequiredLiterals NONE = new RequiredLiterals(Set.of());

  /**
   * A run of characters.
   *
   * @param text in lower case if {@code ignoreCase}
   * @param ignoreCase whether the pattern takes these characters in either case; it then also takes
   *     the letters outside ASCII that Python counts as equal to some of them, such as the Kelvin
   *     sign for {@code k}
   */
  public record Literal(String text, boolean ignoreCase) {
    public Literal {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("an empty literal requires nothing");
      }
    }
  }

  public RequiredLiterals {
    anyOf = Set.copyOf(anyOf);
  }

  public boolean isUsable() {
    return !anyOf.isEmpty();
  }

  /** Of two requirements on the same text, the one that fewer texts meet. */
  RequiredLiterals stricter(RequiredLiterals other) {
    return STRICTNESS.compare(this, other) >= 0 ? this : other;
  }

  static int compareStrictness(RequiredLiterals one, RequiredLiterals other) {
    return STRICTNESS.compare(one, other);
  }

  /** True if few texts have such a literal by chance. */
  boolean tellsMuch() {
    return shortest() > 2;
  }

  private int shortest() {
    return anyOf.stream().mapToInt(literal -> literal.text().length()).min().orElse(0);
  }

  /** Long literals are rare in texts, and few of them are better than many. */
  private static final Comparator<RequiredLiterals> STRICTNESS =
      Comparator.comparingInt(RequiredLiterals::shortest)
          .thenComparing(literals -> literals.anyOf().size(), Comparator.reverseOrder());
}
