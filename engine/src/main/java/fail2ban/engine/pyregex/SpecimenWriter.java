package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Specimens.Recipe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Writes one specimen. Belongs to one thread, and is of no use afterwards. */
final class SpecimenWriter {

  private static final int LEAVES_OUT = 0;
  private static final int TAKES_ALL = 1;

  /** Variants from this on put blanks where others put letters. */
  private static final int BLANK = 4;

  /** In order of preference, so that specimens look like lines. */
  private static final String USUAL = "xa1X0 -_:.,/";

  private static final String NO_WORD = " -:.,/";

  private final List<Gap> gaps;
  private final Recipe recipe;
  private final Node root;
  private final Map<Integer, String> names = new HashMap<>();
  private final Random chance;
  private final StringBuilder text = new StringBuilder();
  private final List<Specimen.Filled> filled = new ArrayList<>();
  private final List<Specimen.Named> named = new ArrayList<>();
  private final Map<Integer, String> groups = new HashMap<>();
  private final Set<Integer> wantedGroups = new HashSet<>();
  private boolean impossible;

  /** What a look-ahead wants to see in the next gap. */
  private String lookedFor = "";

  /** True if a word has to end here, or to begin. */
  private boolean atBoundary;

  SpecimenWriter(SyntaxTree tree, List<Gap> gaps, Recipe recipe) {
    this.root = tree.root();
    this.gaps = gaps;
    this.recipe = recipe;
    this.chance = new Random(recipe.variant());
    tree.names()
        .forEach((name, number) -> {
          names.put(number, name);
          if (recipe.given().containsKey(name)) {
            wantedGroups.add(number);
          }
        });
  }

  Optional<Specimen> write() {
    write(root);
    return impossible
        ? Optional.empty()
        : Optional.of(new Specimen(text.toString(), filled, named));
  }

  private void write(Node node) {
    switch (node) {
      case Node.Literal literal -> text.appendCodePoint(literal.codePoint());
      case Node.AnyCharacter _, Node.CharacterClass _ -> one(AsciiCharacters.of(node));
      case Node.Anchor _ -> {}
      case Node.WordBoundary boundary -> atBoundary = !boundary.negated();
      case Node.Look look -> look(look);
      case Node.Group group -> group(group);
      case Node.Alternation(List<Node> branches) -> write(chosen(branches));
      case Node.Sequence(List<Node> parts) -> parts.forEach(this::write);
      case Node.Repeat repeat -> repeat(repeat);
      case Node.BackReference reference -> text.append(groups.getOrDefault(reference.group(), ""));
      case Node.Conditional conditional ->
          write(groups.containsKey(conditional.group()) ? conditional.yes() : conditional.no());
      case Node.Atomic atomic -> write(atomic.body());
    }
  }

  private void look(Node.Look look) {
    if (look.ahead() && !look.negated()) {
      int start = text.length();
      write(look.body());
      lookedFor = text.substring(start);
      text.setLength(start);
    }
  }

  private void one(BitSet members) {
    String preferred = endsWord() || recipe.variant() >= BLANK ? NO_WORD + USUAL : USUAL;
    int usual = preferred.chars().filter(members::get).findFirst().orElse(members.nextSetBit(' '));
    atBoundary = false;
    if (usual < 0) {
      impossible |= members.isEmpty();
      usual = Math.max(0, members.nextSetBit(0));
    }
    text.append((char) usual);
  }

  private boolean endsWord() {
    return atBoundary
        && !text.isEmpty()
        && Character.isLetterOrDigit(text.charAt(text.length() - 1));
  }

  private void group(Node.Group group) {
    String name = names.getOrDefault(group.number(), "");
    int start = text.length();
    String given = recipe.given().get(name);
    if (given == null) {
      write(group.body());
    } else {
      text.append(given);
    }
    groups.put(group.number(), text.substring(start));
    if (!name.isEmpty()) {
      named.add(new Specimen.Named(name, start, text.length()));
    }
  }

  private Node chosen(List<Node> branches) {
    return branches.stream()
        .filter(this::isWanted)
        .findFirst()
        .orElseGet(() ->
            switch (recipe.variant()) {
              case LEAVES_OUT -> branches.getFirst();
              case TAKES_ALL -> branches.getLast();
              default -> branches.get(chance.nextInt(branches.size()));
            });
  }

  private void repeat(Node.Repeat repeat) {
    int start = text.length();
    if (Specimens.isOpen(repeat) && !lookedFor.isEmpty()) {
      text.append(lookedFor);
      lookedFor = "";
    } else {
      int rounds = rounds(repeat);
      for (int round = 0; round < rounds && !impossible; round++) {
        write(repeat.body());
      }
    }
    if (Specimens.isOpen(repeat)) {
      gaps.stream()
          .filter(gap -> gap.position() == repeat.position())
          .forEach(gap -> filled.add(new Specimen.Filled(gap, start, text.length())));
    }
  }

  private int rounds(Node.Repeat repeat) {
    boolean needed = repeat.min() > 0 || repeat.max() == 0;
    if (needed) {
      return repeat.min();
    }
    boolean filled = isText(repeat) && recipe.variant() <= BLANK;
    return isWanted(repeat) || filled || byChance() ? 1 : 0;
  }

  /** Where any text may stand, some should, or the line would not look like one. */
  private static boolean isText(Node.Repeat repeat) {
    return Specimens.isOpen(repeat)
        && (repeat.body() instanceof Node.AnyCharacter
            || (repeat.body() instanceof Node.CharacterClass set && set.negated()));
  }

  private boolean byChance() {
    return switch (recipe.variant()) {
      case LEAVES_OUT -> false;
      case TAKES_ALL -> true;
      default -> chance.nextBoolean();
    };
  }

  /** Whether the recipe asks for something in here. */
  private boolean isWanted(Node node) {
    return switch (node) {
      case Node.Group group when wantedGroups.contains(group.number()) -> true;
      case Node.Repeat repeat when isThrough(repeat) -> true;
      default -> node.children().stream().anyMatch(this::isWanted);
    };
  }

  private boolean isThrough(Node.Repeat repeat) {
    return Specimens.isOpen(repeat)
        && recipe.through().filter(gap -> gap.position() == repeat.position()).isPresent();
  }
}
