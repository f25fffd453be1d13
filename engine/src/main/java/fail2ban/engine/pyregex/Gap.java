package fail2ban.engine.pyregex;

import java.util.BitSet;

/**
 * A part of a pattern that takes text of any length: {@code .*}, {@code [^"]+}, {@code (?:\w+ )*}.
 * Immutable.
 */
public final class Gap {

  private static final String NEEDED_FOR_AN_ADDRESS = " .19";

  private final Node.Repeat repeat;
  private final BitSet characters;
  private final PythonPattern alone;

  Gap(Node.Repeat repeat, PythonPattern alone) {
    this.repeat = repeat;
    this.characters = AsciiCharacters.of(repeat.body());
    this.alone = alone;
  }

  /** Where its quantifier stands in the pattern, in UTF-16 units; tells gaps of a pattern apart. */
  public int position() {
    return repeat.position();
  }

  /** True if a stranger could write words and an address of his own here, as far as it goes. */
  public boolean isFree() {
    return NEEDED_FOR_AN_ADDRESS.chars().allMatch(characters::get);
  }

  /** Whether all of a text can stand here. */
  public boolean takes(String text) {
    if (text.chars().anyMatch(character -> character > 127 || !characters.get(character))) {
      return false;
    }
    if (repeat.body() instanceof Node.AnyCharacter
        || repeat.body() instanceof Node.CharacterClass) {
      return text.length() >= repeat.min();
    }
    return alone.search(text, StepBudget.STANDARD) instanceof Search.Match;
  }

  @Override
  public String toString() {
    return "gap at " + position();
  }
}
