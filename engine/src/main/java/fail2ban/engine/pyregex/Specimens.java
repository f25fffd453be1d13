package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes texts that a pattern should match, by writing down what its syntax tree says. What
 * look-around and word boundaries demand is left to luck, so whoever needs a text that surely
 * matches tries, and tries another {@link Recipe} if it does not. Immutable.
 */
public final class Specimens {

  private final SyntaxTree tree;
  private final List<Gap> gaps;

  private Specimens(SyntaxTree tree, List<Gap> gaps) {
    this.tree = tree;
    this.gaps = List.copyOf(gaps);
  }

  /**
   * What a specimen is to be like.
   *
   * @param given texts for named groups; ways through the pattern that have them are preferred
   * @param through the gap that it must have, if any
   * @param variant 0 leaves out what can be left out, 1 leaves out nothing, others choose by chance
   */
  public record Recipe(Map<String, String> given, Optional<Gap> through, int variant) {
    public Recipe {
      given = Map.copyOf(given);
    }
  }

  public static Specimens of(PythonPattern pattern) {
    var gaps = new ArrayList<Gap>();
    collect(pattern, pattern.tree().root(), gaps);
    gaps.sort(Comparator.comparingInt(Gap::position));
    return new Specimens(pattern.tree(), gaps);
  }

  private static void collect(PythonPattern pattern, Node node, List<Gap> gaps) {
    if (node instanceof Node.Look) {
      return;
    }
    if (node instanceof Node.Repeat repeat && isOpen(repeat)) {
      gaps.add(new Gap(repeat, pattern.alone(repeat)));
    }
    node.children().forEach(child -> collect(pattern, child, gaps));
  }

  static boolean isOpen(Node.Repeat repeat) {
    return repeat.max() == Node.Repeat.UNBOUNDED;
  }

  /** The pattern's gaps, in order of position; those in look-around are none. */
  public List<Gap> gaps() {
    return gaps;
  }

  /** Empty where the pattern asks for something that cannot be written down. */
  public Optional<Specimen> make(Recipe recipe) {
    return new SpecimenWriter(tree, gaps, recipe).write();
  }
}
