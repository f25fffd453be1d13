package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.ClassItem.Category;
import fail2ban.engine.pyregex.ClassItem.Range;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which ASCII characters can occur in what a node matches; exact for a node that is one character.
 */
final class AsciiCharacters {

  private static final int COUNT = 128;

  private AsciiCharacters() {}

  static BitSet of(Node node) {
    return switch (node) {
      case Node.Literal literal ->
          of(new Range(literal.codePoint(), literal.codePoint()), literal.caseRule());
      case Node.CharacterClass set -> of(set);
      case Node.AnyCharacter _ -> all();
      case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> new BitSet();
      case Node.BackReference _ -> all();
      case Node.Group _,
          Node.Atomic _,
          Node.Repeat _,
          Node.Conditional _,
          Node.Alternation _,
          Node.Sequence _ ->
          ofChildren(node);
    };
  }

  private static BitSet ofChildren(Node node) {
    BitSet any = new BitSet();
    node.children().forEach(child -> any.or(of(child)));
    return any;
  }

  private static BitSet of(Node.CharacterClass set) {
    BitSet members = new BitSet();
    for (ClassItem item : set.items()) {
      members.or(
          switch (item) {
            case Range range -> of(range, set.caseRule());
            case Category category -> of(category);
          });
    }
    return set.negated() ? complement(members) : members;
  }

  private static BitSet of(Range range, CaseRule caseRule) {
    BitSet members = new BitSet();
    IntStream.concat(
            IntStream.rangeClosed(range.first(), Math.min(range.last(), COUNT - 1)),
            caseRule.variants(range.first(), range.last()))
        .filter(codePoint -> codePoint < COUNT)
        .forEach(members::set);
    return members;
  }

  private static BitSet of(Category category) {
    BitSet members = new BitSet();
    IntStream.range(0, COUNT)
        .filter(codePoint -> isMember(codePoint, category))
        .forEach(members::set);
    return category.negated() ? complement(members) : members;
  }

  private static boolean isMember(int codePoint, Category category) {
    return switch (category.kind()) {
      case DIGIT -> Character.isDigit(codePoint);
      // Of the separators 0x1C to 0x1F, Python makes spaces only with Unicode in force.
      case SPACE ->
          (Character.isWhitespace(codePoint) && !(category.asciiOnly() && codePoint > '\r'))
              || codePoint == ' ';
      case WORD -> codePoint == '_' || Character.isLetterOrDigit(codePoint);
    };
  }

  private static BitSet all() {
    return complement(new BitSet());
  }

  private static BitSet complement(BitSet members) {
    BitSet others = (BitSet) members.clone();
    others.flip(0, COUNT);
    return others;
  }
}
