package fail2ban.engine.pyregex;

import java.util.List;
import java.util.Optional;

/**
 * Tells how much text nodes can match.
 *
 * @param ofGroups by number less one; empty while the group is open
 */
record Widths(List<Optional<Width>> ofGroups) {

  boolean knows(int group) {
    return group <= ofGroups.size() && ofGroups.get(group - 1).isPresent();
  }

  Width of(Node node) {
    return switch (node) {
      case Node.Literal _, Node.AnyCharacter _, Node.CharacterClass _ -> Width.ONE;
      case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> Width.NONE;
      case Node.Group(int number, Node body) -> knows(number) ? ofGroup(number) : of(body);
      case Node.Atomic(Node body) -> of(body);
      case Node.Repeat repeat -> of(repeat.body()).times(repeat.min(), repeat.max());
      case Node.BackReference reference -> ofGroup(reference.group());
      case Node.Conditional conditional -> of(conditional.yes()).or(of(conditional.no()));
      case Node.Alternation(List<Node> branches) ->
          branches.stream().map(this::of).reduce(Width::or).orElse(Width.NONE);
      case Node.Sequence(List<Node> parts) ->
          parts.stream().map(this::of).reduce(Width.NONE, Width::plus);
    };
  }

  private Width ofGroup(int number) {
    return ofGroups.get(number - 1).orElseThrow();
  }
}
