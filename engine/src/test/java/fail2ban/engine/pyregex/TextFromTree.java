package fail2ban.engine.pyregex;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes texts that a pattern probably matches, by walking its tree. */
final class TextFromTree {

  private static final String CANDIDATES = "a1 _-.:/[]\"'@bcdefxyzXYZ0259(),;=%<>\t\n";

  private final RandomGenerator random;
  private final Map<Integer, String> groups = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  TextFromTree(RandomGenerator random) {
    this.random = random;
  }

  String text(Node root) {
    groups.clear();
    text.setLength(0);
    append(root);
    return text.toString();
  }

  private void append(Node node) {
    switch (node) {
      case Node.Literal literal -> text.appendCodePoint(literal.codePoint());
      case Node.AnyCharacter _ -> text.append(candidate());
      case Node.CharacterClass set -> text.append(member(set));
      case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> {}
      case Node.Group(int number, Node body) -> {
        int from = text.length();
        append(body);
        groups.put(number, text.substring(from));
      }
      case Node.Alternation alternation ->
          append(alternation.branches().get(random.nextInt(alternation.branches().size())));
      case Node.Sequence sequence -> sequence.parts().forEach(this::append);
      case Node.Repeat repeat -> {
        int more = Math.min(repeat.max() - repeat.min(), random.nextInt(4));
        for (int count = 0; count < repeat.min() + more; count++) {
          append(repeat.body());
        }
      }
      case Node.BackReference reference -> text.append(groups.getOrDefault(reference.group(), ""));
      case Node.Conditional conditional ->
          append(groups.containsKey(conditional.group()) ? conditional.yes() : conditional.no());
      case Node.Atomic atomic -> append(atomic.body());
    }
  }

  private char candidate() {
    return CANDIDATES.charAt(random.nextInt(CANDIDATES.length()));
  }

  private String member(Node.CharacterClass set) {
    for (int attempt = 0; attempt < 100; attempt++) {
      String candidate = String.valueOf(candidate());
      if (contains(set, candidate)) {
        return candidate;
      }
    }
    return set.items().getFirst() instanceof ClassItem.Range range
        ? Character.toString(range.first())
        : "";
  }

  private static boolean contains(Node.CharacterClass set, String candidate) {
    StringBuilder java = new StringBuilder();
    new ClassTranslator(java).append(set);
    return candidate.matches(java.toString());
  }
}
