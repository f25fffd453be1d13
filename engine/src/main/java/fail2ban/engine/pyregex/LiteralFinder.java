package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.ArrayList;
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

  /** Together with another requirement, a long list may still tell lines apart. */
  private static final int MOST_IN_CLAUSE = 1024;

  private static final int MOST_CLAUSES = 3;

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

  /**
   * All that is known of a match: of each of these requirements it contains a literal. Empty if
   * nothing useful is known.
   */
  static List<RequiredLiterals> clauses(Node node) {
    var clauses = new ArrayList<RequiredLiterals>();
    collect(node, clauses);
    clauses.removeIf(clause -> !clause.isUsable());
    clauses.sort(RequiredLiterals::compareStrictness);
    List<RequiredLiterals> strict =
        clauses.reversed().stream()
            .filter(RequiredLiterals::tellsMuch)
            .distinct()
            .limit(MOST_CLAUSES)
            .toList();
    return strict.isEmpty() && !clauses.isEmpty() ? List.of(clauses.getLast()) : strict;
  }

  private static void collect(Node node, List<RequiredLiterals> clauses) {
    switch (node) {
      case Node.Group group -> collect(group.body(), clauses);
      case Node.Atomic atomic -> collect(atomic.body(), clauses);
      case Node.Look look when !look.negated() -> collect(look.body(), clauses);
      case Node.Repeat repeat when repeat.min() > 0 -> collect(repeat.body(), clauses);
      case Node.Alternation(List<Node> branches) -> clauses.add(ofAny(branches, MOST_IN_CLAUSE));
      case Node.Sequence(List<Node> parts) -> collect(parts, clauses);
      default -> clauses.add(required(node));
    }
  }

  private static void collect(List<Node> parts, List<RequiredLiterals> clauses) {
    FixedTexts run = FixedTexts.EMPTY;
    for (Node part : parts) {
      FixedTexts longer = run.then(FixedTexts.of(part));
      if (longer.isKnown()) {
        run = longer;
      } else {
        clauses.add(run.required());
        collect(part, clauses);
        run = FixedTexts.of(part).orEmpty();
      }
    }
    clauses.add(run.required());
  }

  private static RequiredLiterals ofAny(List<Node> branches) {
    return ofAny(branches, MOST_LITERALS);
  }

  private static RequiredLiterals ofAny(List<Node> branches, int most) {
    Set<Literal> all = new HashSet<>();
    for (Node branch : branches) {
      RequiredLiterals required = required(branch);
      if (!required.isUsable()) {
        return RequiredLiterals.NONE;
      }
      all.addAll(required.anyOf());
    }
    return all.size() > most ? RequiredLiterals.NONE : new RequiredLiterals(all);
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
