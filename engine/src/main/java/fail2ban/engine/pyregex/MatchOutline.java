package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.PythonPattern.Flag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * What is known of all matches of a pattern in texts of nothing but ASCII, from its syntax alone. A
 * text that does not fit need not be searched; one that does may still have no match. Immutable.
 *
 * @param first with which characters a match can go on at its first {@link #PLACES} places; {@link
 *     #END} stands for the end of the text
 * @param required several requirements, each of which every match meets
 * @param atStart true if a match can begin nowhere but at the beginning of the text
 */
public record MatchOutline(List<BitSet> first, List<RequiredLiterals> required, boolean atStart) {

  /** How many characters are looked at. */
  public static final int PLACES = 8;

  /** What comes next where the text ends. */
  public static final int END = CharacterSets.END;

  public MatchOutline {
    first = List.copyOf(first);
    required = List.copyOf(required);
  }

  /**
   * Of a pattern's source, which need not be compiled for it.
   *
   * @throws PythonPatternException as {@link PythonPattern#compile} does, for bad syntax
   */
  public static MatchOutline of(String source, Set<Flag> flags) throws PythonPatternException {
    SyntaxTree tree = Parser.parse(source, PythonPattern.initial(flags));
    Node root = tree.root();
    return new MatchOutline(
        new Walk(tree.widths()).first(root), LiteralFinder.clauses(root), beginsAtStart(root));
  }

  private static boolean beginsAtStart(Node node) {
    return switch (node) {
      case Node.Anchor(Node.Place place) -> place == Node.Place.START_OF_TEXT;
      case Node.Sequence(List<Node> parts) -> !parts.isEmpty() && beginsAtStart(parts.getFirst());
      case Node.Group group -> beginsAtStart(group.body());
      case Node.Alternation(List<Node> branches) ->
          branches.stream().allMatch(MatchOutline::beginsAtStart);
      case Node.Atomic atomic -> beginsAtStart(atomic.body());
      case Node.Literal _,
          Node.CharacterClass _,
          Node.AnyCharacter _,
          Node.WordBoundary _,
          Node.Repeat _,
          Node.BackReference _,
          Node.Conditional _,
          Node.Look _ ->
          false;
    };
  }

  /** Goes through a pattern with the places where each of its nodes can begin, a bit for each. */
  private static final class Walk {

    /** Behind all places that are looked at. */
    private static final int BEYOND = 1 << PLACES;

    private final Widths widths;
    private final Map<Integer, Node> groups = new HashMap<>();
    private final List<BitSet> first = new ArrayList<>();

    Walk(Widths widths) {
      this.widths = widths;
    }

    List<BitSet> first(Node root) {
      for (int place = 0; place < PLACES; place++) {
        first.add(new BitSet());
      }
      anything(through(root, 1));
      return first;
    }

    /** Gives where a node can end that begins at some places. */
    private int through(Node node, int places) {
      return switch (node) {
        case Node.Literal _, Node.CharacterClass _ -> over(AsciiCharacters.of(node), places);
        case Node.AnyCharacter any -> over(NextCharacters.any(any), places);
        case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> places;
        case Node.Group group -> {
          groups.put(group.number(), group.body());
          yield through(group.body(), places);
        }
        case Node.Atomic atomic -> through(atomic.body(), places);
        case Node.Alternation(List<Node> branches) -> throughAny(branches, places);
        case Node.Conditional conditional -> throughAny(conditional.children(), places);
        case Node.Sequence(List<Node> parts) -> {
          int ends = places;
          for (Node part : parts) {
            ends = through(part, ends);
          }
          yield ends;
        }
        case Node.Repeat(Node body, int min, int max, _, _) ->
            repeated(min, max, places, from -> through(body, from));
        case Node.BackReference reference -> again(reference, places);
      };
    }

    private int over(BitSet members, int places) {
      for (int place = 0; place < PLACES; place++) {
        if ((places & 1 << place) != 0) {
          first.get(place).or(members);
        }
      }
      return (places << 1 & BEYOND - 1) | ((places & (BEYOND | BEYOND >> 1)) == 0 ? 0 : BEYOND);
    }

    private int throughAny(List<Node> nodes, int places) {
      int ends = 0;
      for (Node node : nodes) {
        ends |= through(node, places);
      }
      return ends;
    }

    /** What a group matched, in whichever case. */
    private int again(Node.BackReference reference, int places) {
      Node body = groups.get(reference.group());
      if (body == null || !widths.knows(reference.group())) {
        return anything(places);
      }
      BitSet members = inBothCases(AsciiCharacters.of(body));
      Width width = widths.of(body);
      return repeated(width.min(), width.max(), places, from -> over(members, from));
    }

    private static BitSet inBothCases(BitSet members) {
      var both = (BitSet) members.clone();
      members.stream().map(Character::toUpperCase).forEach(both::set);
      members.stream().map(Character::toLowerCase).forEach(both::set);
      return both;
    }

    /** After so many rounds as there are places, more rounds lead nowhere else. */
    private static int repeated(long min, long max, int places, IntUnaryOperator round) {
      int ends = places;
      for (int count = 0; count < Math.min(min, PLACES + 1); count++) {
        ends = round.applyAsInt(ends);
      }
      int all = ends;
      for (int count = 0; count < Math.min(max - min, PLACES + 1); count++) {
        ends = round.applyAsInt(ends);
        all |= ends;
      }
      return all;
    }

    /** From the first of some places on, nothing is known; gives where that can end. */
    private int anything(int places) {
      int ends = 0;
      for (int place = Integer.numberOfTrailingZeros(places); place < PLACES; place++) {
        first.get(place).or(CharacterSets.everything());
        ends |= 1 << place;
      }
      return ends | BEYOND;
    }
  }
}
