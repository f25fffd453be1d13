package fail2ban.engine.pyregex;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What ties a pattern to the ends of the text. Immutable.
 *
 * @param atStart true if a match can only begin where the text, or one of its lines, does
 * @param leadingGap where the quantifier of a gap stands that takes any text before anything else
 *     is asked for, so that the anchor ties nothing
 * @param atEnd true if a match can only end where the text, or one of its lines, does
 */
public record Ties(boolean atStart, Optional<Integer> leadingGap, boolean atEnd) {

  public static Ties of(PythonPattern pattern) {
    Node root = pattern.tree().root();
    return new Ties(
        beginsAtStart(root), leadingGap(root, pattern.tree().widths()), endsAtEnd(root));
  }

  private static boolean beginsAtStart(Node node) {
    return isTied(
        node,
        place -> place == Node.Place.START_OF_TEXT || place == Node.Place.START_OF_LINE,
        parts -> parts);
  }

  private static boolean endsAtEnd(Node node) {
    return isTied(
        node,
        place -> place != Node.Place.START_OF_TEXT && place != Node.Place.START_OF_LINE,
        List::reversed);
  }

  /**
   * Whether every way through a node has an anchor at one of its ends.
   *
   * @param order of a sequence, from that end on
   */
  private static boolean isTied(
      Node node, Predicate<Node.Place> wanted, UnaryOperator<List<Node>> order) {
    return switch (node) {
      case Node.Anchor(Node.Place place) -> wanted.test(place);
      case Node.Sequence(List<Node> parts) -> isTiedBy(order.apply(parts), wanted, order);
      case Node.Group group -> isTied(group.body(), wanted, order);
      case Node.Alternation(List<Node> branches) ->
          branches.stream().allMatch(branch -> isTied(branch, wanted, order));
      case Node.Atomic atomic -> isTied(atomic.body(), wanted, order);
      case Node.Repeat repeat -> repeat.min() > 0 && isTied(repeat.body(), wanted, order);
      case Node.Conditional conditional ->
          isTied(conditional.yes(), wanted, order) && isTied(conditional.no(), wanted, order);
      case Node.Literal _,
          Node.CharacterClass _,
          Node.AnyCharacter _,
          Node.WordBoundary _,
          Node.BackReference _,
          Node.Look _ ->
          false;
    };
  }

  private static boolean isTiedBy(
      List<Node> parts, Predicate<Node.Place> wanted, UnaryOperator<List<Node>> order) {
    for (Node part : parts) {
      if (isTied(part, wanted, order)) {
        return true;
      }
      if (!(part instanceof Node.Look || part instanceof Node.WordBoundary)) {
        return false;
      }
    }
    return false;
  }

  /** Looks at what can come first only. */
  private static Optional<Integer> leadingGap(Node node, Widths widths) {
    return switch (node) {
      case Node.Repeat repeat when repeat.body() instanceof Node.AnyCharacter ->
          Specimens.isOpen(repeat) ? Optional.of(repeat.position()) : Optional.empty();
      case Node.Sequence(List<Node> parts) -> {
        for (Node part : parts) {
          Optional<Integer> gap = leadingGap(part, widths);
          if (gap.isPresent() || !widths.of(part).canBeEmpty()) {
            yield gap;
          }
        }
        yield Optional.empty();
      }
      case Node.Look _ -> Optional.empty();
      default ->
          node.children().stream().flatMap(child -> leadingGap(child, widths).stream()).findFirst();
    };
  }
}
