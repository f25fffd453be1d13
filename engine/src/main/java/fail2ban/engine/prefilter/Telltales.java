package fail2ban.engine.prefilter;

import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * By what a line can be told to be nothing to a jail: the literals without which its rules match
 * nothing, one requirement of each expression, in lower case. Less strict than a {@link
 * RuleScreen}, so that those of many jails are soon looked for. Compared by identity; immutable,
 * any thread.
 */
public final class Telltales {

  /** Longer literals make a large automaton and tell hardly more. */
  private static final int LONGEST = 24;

  private static final int CHARACTERS = 128;

  private final Set<String> ofPrefregex;
  private final Set<String> ofFailregex;

  /** Characters that stand side by side in some literal, as one number. */
  private final BitSet pairs = new BitSet(CHARACTERS * CHARACTERS);

  private Telltales(Set<String> ofPrefregex, Set<String> ofFailregex) {
    this.ofPrefregex = Set.copyOf(ofPrefregex);
    this.ofFailregex = Set.copyOf(ofFailregex);
    ofPrefregex.forEach(this::addPairs);
    ofFailregex.forEach(this::addPairs);
  }

  /** Empty for rules that have to see each line, or of which nothing can be told. */
  public static Optional<Telltales> of(FilterRules rules) {
    if (!rules.seeOneLine()) {
      return Optional.empty();
    }
    var told = new Telltales(any(rules.prefregex().stream().toList()), any(rules.failregex()));
    boolean nothing = told.ofPrefregex.isEmpty() && told.ofFailregex.isEmpty();
    return nothing ? Optional.empty() : Optional.of(told);
  }

  /** Literals of which a line needs one to match any of these; none if it may match without. */
  private static Set<String> any(List<FilterRegex> expressions) {
    var literals = new HashSet<String>();
    for (FilterRegex expression : expressions) {
      List<RequiredLiterals> required = expression.pattern().requiredTogether();
      if (required.isEmpty()) {
        return Set.of();
      }
      required.getFirst().anyOf().forEach(literal -> literals.add(folded(literal)));
    }
    return literals;
  }

  private static String folded(Literal literal) {
    int length = Math.min(LONGEST, literal.text().length());
    return literal.text().substring(0, length).toLowerCase(Locale.ROOT);
  }

  private void addPairs(String literal) {
    for (int index = 1; index < literal.length(); index++) {
      pairs.set(literal.charAt(index - 1) * CHARACTERS + literal.charAt(index));
    }
  }

  /** None if there is no prefregex, or it may match anything. */
  Set<String> ofPrefregex() {
    return ofPrefregex;
  }

  Set<String> ofFailregex() {
    return ofFailregex;
  }

  /**
   * True if one of the literals could lie across a seam between two characters. Negative numbers
   * stand for no character.
   */
  public boolean mayLieAcross(int before, int after) {
    return before >= 0 && after >= 0 && pairs.get(lower(before) * CHARACTERS + lower(after));
  }

  private static int lower(int character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  }
}
