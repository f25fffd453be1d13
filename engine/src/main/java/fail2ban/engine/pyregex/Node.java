package fail2ban.engine.pyregex;

import java.util.List;

/**
 * A pattern's syntax tree. Flags have been resolved into the leaves and names into numbers, so that
 * what stands here has one meaning, whatever surrounds it. Non-capturing groups leave no node.
 *
 * <p>Positions are offsets into the pattern's text, in UTF-16 units.
 */
sealed interface Node {

  /** One code point. */
  record Literal(int codePoint, CaseRule caseRule) implements Node {}

  /** The dot. */
  record AnyCharacter(boolean alsoNewline) implements Node {}

  /** A bracketed class, or a category escape such as {@code \d} on its own. */
  record CharacterClass(List<ClassItem> items, boolean negated, CaseRule caseRule) implements Node {
    public CharacterClass {
      items = List.copyOf(items);
    }
  }

  /** A place in the text. */
  record Anchor(Place place) implements Node {}

  /** Between a word character and another one, or (negated) not there. */
  record WordBoundary(boolean negated, boolean asciiOnly) implements Node {}

  /** A capturing group, named or not. */
  record Group(int number, Node body) implements Node {}

  /** The first branch that lets the whole match succeed. */
  record Alternation(List<Node> branches) implements Node {
    public Alternation {
      branches = List.copyOf(branches);
    }
  }

  /** One after the other. Without parts it matches the empty text. */
  record Sequence(List<Node> parts) implements Node {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A quantifier.
   *
   * @param max {@link #UNBOUNDED}, or how often at most
   */
  record Repeat(Node body, int min, int max, Greed greed, int position) implements Node {
    static final int UNBOUNDED = Integer.MAX_VALUE;

    public Repeat {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException("repeat {" + min + "," + max + "}");
      }
    }
  }

  /** The text that a group matched last; fails while the group is unset. */
  record BackReference(int group, CaseRule caseRule, int position) implements Node {}

  /** {@code (?(group)yes|no)}. */
  record Conditional(int group, Node yes, Node no, int position) implements Node {}

  /** Look-ahead or look-behind. */
  record Look(boolean ahead, boolean negated, Node body, int position) implements Node {}

  /** Once matched, never reconsidered. */
  record Atomic(Node body) implements Node {}

  /** How a quantifier chooses. */
  enum Greed {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  /** Where an anchor holds. */
  enum Place {
    START_OF_TEXT,
    START_OF_LINE,
    END_OF_TEXT,
    /** Python's {@code $}: the end of the text, or before a newline that ends it. */
    END_OR_FINAL_NEWLINE,
    END_OF_LINE
  }

  /** The nodes directly below this one. */
  default List<Node> children() {
    return switch (this) {
      case Literal _, AnyCharacter _, CharacterClass _ -> List.of();
      case Anchor _, WordBoundary _, BackReference _ -> List.of();
      case Group group -> List.of(group.body());
      case Repeat repeat -> List.of(repeat.body());
      case Look look -> List.of(look.body());
      case Atomic atomic -> List.of(atomic.body());
      case Conditional conditional -> List.of(conditional.yes(), conditional.no());
      case Alternation alternation -> alternation.branches();
      case Sequence sequence -> sequence.parts();
    };
  }

  /** Whether this is a capturing group or has one somewhere below it. */
  default boolean captures() {
    return this instanceof Group || children().stream().anyMatch(Node::captures);
  }

  /** The node that matches just these, in order. */
  static Node sequence(List<Node> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
  }

  /** The node that matches any of these, the first preferred. */
  static Node alternation(List<Node> branches) {
    return branches.size() == 1 ? branches.getFirst() : new Alternation(branches);
  }
}
