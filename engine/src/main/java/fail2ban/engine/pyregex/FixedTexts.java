package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.ClassItem.Range;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All texts that a node can match, where these are few and consist of characters that a required
 * literal may have. What is zero-width counts as the empty text.
 *
 * @param texts in lower case if {@code ignoreCase}; empty if the texts are not known
 * @param ignoreCase whether each of them stands for its variants in other case as well
 */
record FixedTexts(Set<String> texts, boolean ignoreCase) {

  private static final int MOST_TEXTS = 16;
  private static final int MOST_CLASS_MEMBERS = 4;
  private static final int MOST_REPEATS = 3;

  static final FixedTexts UNKNOWN = new FixedTexts(Set.of(), false);
  static final FixedTexts EMPTY = new FixedTexts(Set.of(""), false);

  public FixedTexts {
    texts = Set.copyOf(texts);
  }

  static FixedTexts of(Node node) {
    return switch (node) {
      case Node.Literal literal -> of(literal);
      case Node.CharacterClass set -> of(set);
      case Node.AnyCharacter _, Node.BackReference _ -> UNKNOWN;
      case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> EMPTY;
      case Node.Group group -> of(group.body());
      case Node.Atomic atomic -> of(atomic.body());
      case Node.Repeat repeat -> of(repeat);
      case Node.Conditional conditional -> of(conditional.yes()).or(of(conditional.no()));
      case Node.Alternation(List<Node> branches) -> ofBranches(branches);
      case Node.Sequence(List<Node> parts) -> ofParts(parts);
    };
  }

  private static FixedTexts ofBranches(List<Node> branches) {
    FixedTexts any = of(branches.getFirst());
    for (int index = 1; index < branches.size() && any.isKnown(); index++) {
      any = any.or(of(branches.get(index)));
    }
    return any;
  }

  private static FixedTexts ofParts(List<Node> parts) {
    FixedTexts all = EMPTY;
    for (int index = 0; index < parts.size() && all.isKnown(); index++) {
      all = all.then(of(parts.get(index)));
    }
    return all;
  }

  private static FixedTexts of(Node.Literal literal) {
    int codePoint = literal.codePoint();
    if (!isUsable(codePoint)) {
      return UNKNOWN;
    }
    boolean folded = literal.caseRule() != CaseRule.EXACT && Character.isLetter(codePoint);
    int character = folded ? Character.toLowerCase(codePoint) : codePoint;
    return new FixedTexts(Set.of(Character.toString(character)), folded);
  }

  private static FixedTexts of(Node.CharacterClass set) {
    if (set.negated() || !set.items().stream().allMatch(FixedTexts::isShortRange)) {
      return UNKNOWN;
    }
    IntStream members =
        set.items().stream()
            .map(Range.class::cast)
            .flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
    return ofCharacters(members, set.caseRule());
  }

  private static boolean isShortRange(ClassItem item) {
    return item instanceof Range(int first, int last) && last - first < MOST_CLASS_MEMBERS;
  }

  private static FixedTexts ofCharacters(IntStream members, CaseRule caseRule) {
    int[] characters = members.distinct().toArray();
    boolean isUsable =
        characters.length <= MOST_CLASS_MEMBERS
            && IntStream.of(characters).allMatch(FixedTexts::isUsable);
    if (!isUsable) {
      return UNKNOWN;
    }
    boolean hasLetter = IntStream.of(characters).anyMatch(Character::isLetter);
    return new FixedTexts(
            IntStream.of(characters).mapToObj(Character::toString).collect(Collectors.toSet()),
            false)
        .withCase(hasLetter && caseRule != CaseRule.EXACT);
  }

  private static boolean isUsable(int codePoint) {
    return codePoint == '\t' || (codePoint >= ' ' && codePoint < 0x7F);
  }

  private static FixedTexts of(Node.Repeat repeat) {
    if (repeat.max() > MOST_REPEATS) {
      return UNKNOWN;
    }
    FixedTexts once = of(repeat.body());
    FixedTexts all = UNKNOWN;
    FixedTexts times = EMPTY;
    for (int count = 0; count <= repeat.max(); count++) {
      if (count == repeat.min()) {
        all = times;
      } else if (count > repeat.min()) {
        all = all.or(times);
      }
      times = times.then(once);
    }
    return all;
  }

  boolean isKnown() {
    return !texts.isEmpty();
  }

  FixedTexts orEmpty() {
    return isKnown() ? this : EMPTY;
  }

  FixedTexts then(FixedTexts next) {
    boolean known = isKnown() && next.isKnown();
    if (!known || texts.size() * next.texts.size() > MOST_TEXTS) {
      return UNKNOWN;
    }
    boolean either = ignoreCase || next.ignoreCase;
    if (texts.size() == 1 && next.texts.size() == 1) {
      String joined = texts.iterator().next() + next.texts.iterator().next();
      return new FixedTexts(Set.of(either ? joined.toLowerCase(Locale.ROOT) : joined), either);
    }
    Set<String> joined =
        texts.stream()
            .flatMap(start -> next.texts.stream().map(start::concat))
            .collect(Collectors.toSet());
    return new FixedTexts(joined, false).withCase(either);
  }

  FixedTexts or(FixedTexts other) {
    if (!isKnown() || !other.isKnown() || texts.size() + other.texts.size() > MOST_TEXTS) {
      return UNKNOWN;
    }
    Set<String> all =
        Stream.concat(texts.stream(), other.texts.stream()).collect(Collectors.toSet());
    return new FixedTexts(all, false).withCase(ignoreCase || other.ignoreCase);
  }

  private FixedTexts withCase(boolean ignored) {
    return ignored
        ? new FixedTexts(
            texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
            true)
        : this;
  }

  /** The texts as literals of which one must occur; those that contain another say nothing more. */
  RequiredLiterals required() {
    if (texts.contains("")) {
      return RequiredLiterals.NONE;
    }
    return new RequiredLiterals(
        texts.stream()
            .filter(text -> texts.stream().noneMatch(o -> !o.equals(text) && text.contains(o)))
            .map(text -> new Literal(text, ignoreCase))
            .collect(Collectors.toSet()));
  }
}
