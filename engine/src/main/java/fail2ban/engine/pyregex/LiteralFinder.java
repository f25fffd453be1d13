package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws {@link RequiredLiterals} from a syntax tree.
 *
 * <p>Of a sequence, each part that stands for a few fixed texts prolongs a run; what interrupts the
 * run may bring a requirement of its own, and the strictest of all wins. Of alternatives, each must
 * bring one.
 */
final class LiteralFinder {

  /** More literals than this say little about a text. */
  private static final int MOST_LITERALS = 64;

  private LiteralFinder() {}

  static RequiredLiterals required(Node node) {
    return switch (node) {
      case Node.Literal _, Node.CharacterClass _, Node.AnyCharacter _ ->
          FixedTexts.of(node).required();
      case Node.Anchor _, Node.WordBoundary _, Node.BackReference _ -> RequiredLiterals.NONE;
      case Node.Group group -> required(group.body());
      case Node.Atomic atomic -> required(atomic.body());
      case Node.Look look -> look.negated() ? RequiredLiterals.NONE : required(look.body());
      case Node.Repeat repeat ->
          repeat.min() == 0 ? RequiredLiterals.NONE : required(repeat.body());
      case Node.Conditional conditional -> ofAny(List.of(conditional.yes(), conditional.no()));
      case Node.Alternation(List<Node> branches) -> ofAny(branches);
      case Node.Sequence(List<Node> parts) -> ofSequence(parts);
    };
  }

  private static RequiredLiterals ofAny(List<Node> branches) {
    Set<Literal> all = new HashSet<>();
    for (Node branch : branches) {
      RequiredLiterals required = required(branch);
      if (!required.isUsable()) {
        return RequiredLiterals.NONE;
      }
      all.addAll(required.anyOf());
    }
    return all.size() > MOST_LITERALS ? RequiredLiterals.NONE : new RequiredLiterals(all);
  }

  private static RequiredLiterals ofSequence(List<Node> parts) {
    RequiredLiterals best = RequiredLiterals.NONE;
    FixedTexts run = FixedTexts.EMPTY;
    for (Node part : parts) {
      FixedTexts longer = run.then(FixedTexts.of(part));
      if (longer.isKnown()) {
        run = longer;
      } else {
        best = best.stricter(run.required()).stricter(required(part));
        run = FixedTexts.of(part).orEmpty();
      }
    }
    return best.stricter(run.required());
  }
}
