package fail2ban.engine.pyregex;

import java.util.BitSet;
import java.util.List;

/**
 * With which characters a match can go on at a node: at least those with which it does. {@link
 * CharacterSets#END} stands for the end of the text.
 */
record NextCharacters(Widths widths) {

  /**
   * The characters that can come next where a node begins.
   *
   * @param following those that can come next where it ends
   */
  BitSet at(Node node, BitSet following) {
    return switch (node) {
      case Node.Literal _, Node.CharacterClass _ -> AsciiCharacters.of(node);
      case Node.AnyCharacter any -> any(any);
      case Node.Anchor(Node.Place place) -> at(place, following);
      case Node.WordBoundary _ -> following;
      case Node.Group group -> at(group.body(), following);
      case Node.Atomic atomic -> at(atomic.body(), following);
      case Node.Alternation(List<Node> branches) -> atAny(branches, following);
      case Node.Sequence(List<Node> parts) -> at(parts, following);
      case Node.Repeat repeat -> at(repeat, following);
      case Node.BackReference _ -> CharacterSets.everything();
      case Node.Conditional conditional -> atAny(conditional.children(), following);
      case Node.Look look -> at(look, following);
    };
  }

  static BitSet any(Node.AnyCharacter any) {
    BitSet members = CharacterSets.everything();
    members.clear(CharacterSets.END);
    members.set('\n', any.alsoNewline());
    return members;
  }

  private static BitSet at(Node.Place place, BitSet following) {
    return switch (place) {
      case START_OF_TEXT, START_OF_LINE -> following;
      case END_OF_TEXT -> both(following, CharacterSets.END, CharacterSets.END);
      case END_OR_FINAL_NEWLINE, END_OF_LINE -> both(following, '\n', CharacterSets.END);
    };
  }

  private static BitSet both(BitSet following, int one, int other) {
    BitSet ends = new BitSet();
    ends.set(one);
    ends.set(other);
    ends.and(following);
    return ends;
  }

  private BitSet at(Node.Look look, BitSet following) {
    if (!look.ahead() || look.negated()) {
      return following;
    }
    BitSet both = (BitSet) at(look.body(), CharacterSets.everything()).clone();
    both.and(following);
    return both;
  }

  private BitSet atAny(List<Node> nodes, BitSet following) {
    BitSet any = new BitSet();
    nodes.forEach(node -> any.or(at(node, following)));
    return any;
  }

  private BitSet at(List<Node> parts, BitSet following) {
    BitSet next = following;
    for (Node part : parts.reversed()) {
      next = at(part, next);
    }
    return next;
  }

  private BitSet at(Node.Repeat repeat, BitSet following) {
    if (repeat.max() == 0) {
      return following;
    }
    BitSet next = (BitSet) at(repeat.body(), new BitSet()).clone();
    if (repeat.min() == 0 || widths.of(repeat.body()).canBeEmpty()) {
      next.or(following);
    }
    return next;
  }
}
