package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Finding.Kind;
import fail2ban.engine.pyregex.Node.Greed;
import fail2ban.engine.pyregex.Node.Repeat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds repeats such as {@code (\w+\s?)*}, where one and the same text can be shared out between
 * the inner and the outer repeat in exponentially many ways. A text that nearly matches makes the
 * search try them all.
 *
 * <p>An outer repeat is harmless if something in each round is made of characters that the inner
 * repeat cannot match: then there is only one place for the round to end.
 */
final class AmbiguousRepeats {

  private final Widths widths;
  private final List<Finding> findings = new ArrayList<>();

  private AmbiguousRepeats(Widths widths) {
    this.widths = widths;
  }

  static List<Finding> find(SyntaxTree tree) {
    AmbiguousRepeats search = new AmbiguousRepeats(tree.widths());
    search.visit(tree.root());
    return search.findings;
  }

  private void visit(Node node) {
    if (node instanceof Repeat repeat && isOpenEnded(repeat) && isAmbiguous(repeat.body())) {
      findings.add(
          new Finding(
              Kind.AMBIGUOUS_REPEAT,
              repeat.position(),
              "this repeats something that is itself repeated without a fixed mark between the"
                  + " rounds; a hostile line can make it run until it is given up"));
    }
    node.children().forEach(this::visit);
  }

  private static boolean isOpenEnded(Repeat repeat) {
    return repeat.max() == Repeat.UNBOUNDED && repeat.greed() != Greed.POSSESSIVE;
  }

  private boolean isAmbiguous(Node body) {
    return switch (body) {
      case Node.Group group -> isAmbiguous(group.body());
      case Node.Alternation(List<Node> branches) ->
          overlap(branches) || branches.stream().anyMatch(this::isAmbiguous);
      case Node.Sequence(List<Node> parts) ->
          parts.stream().anyMatch(part -> swallowsTheOthers(part, parts));
      case Repeat repeat -> isOpenEnded(repeat);
      case Node.Literal _,
          Node.CharacterClass _,
          Node.AnyCharacter _,
          Node.Anchor _,
          Node.WordBoundary _,
          Node.BackReference _,
          Node.Conditional _,
          Node.Look _,
          Node.Atomic _ ->
          false;
    };
  }

  /** Whether the part is repeated and each of the others may be missing or be taken by it. */
  private boolean swallowsTheOthers(Node part, List<Node> parts) {
    if (!isAmbiguous(part)) {
      return false;
    }
    BitSet swallowed = AsciiCharacters.of(part);
    return parts.stream()
        .allMatch(other ->
            widths.of(other).canBeEmpty() || AsciiCharacters.of(other).intersects(swallowed));
  }

  /** Whether two branches can take the same single character. */
  private boolean overlap(List<Node> branches) {
    BitSet taken = new BitSet();
    for (Node branch : branches) {
      BitSet characters = AsciiCharacters.of(branch);
      if (widths.of(branch).equals(Width.ONE)) {
        if (characters.intersects(taken)) {
          return true;
        }
        taken.or(characters);
      }
    }
    return false;
  }
}
