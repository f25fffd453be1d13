package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Node.Greed;
import fail2ban.engine.pyregex.Node.Repeat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Writes a syntax tree as a {@link Program}. With every choice goes what each side of it can begin
 * with, so that the machine seldom has to try both. Lives for one pattern.
 */
final class ProgramWriter {

  private final SyntaxTree tree;
  private final NextCharacters next;
  private final CharacterSets sets = new CharacterSets();
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private int[] code = new int[64];
  private int length;
  private int slots;

  ProgramWriter(SyntaxTree tree) {
    this.tree = tree;
    this.next = new NextCharacters(tree.widths());
    this.slots = 2 * (tree.groupCount() + 1);
  }

  Program write() {
    BitSet end = CharacterSets.everything();
    write(tree.root(), end);
    emit(Operation.MATCH);
    int begin = sets.placeOf(next.at(tree.root(), end));
    int dot = sets.placeOf(NextCharacters.any(new Node.AnyCharacter(false)));
    return new Program(
        Arrays.copyOf(code, length),
        texts.toByteArray(),
        sets.words(),
        slots,
        tree.groupCount() + 1,
        begin,
        dot,
        beginsWithText(tree.root()));
  }

  private static boolean beginsWithText(Node node) {
    return switch (node) {
      case Node.Anchor(Node.Place place) -> place == Node.Place.START_OF_TEXT;
      case Node.Sequence(List<Node> parts) -> !parts.isEmpty() && beginsWithText(parts.getFirst());
      case Node.Alternation(List<Node> branches) ->
          branches.stream().allMatch(ProgramWriter::beginsWithText);
      case Node.Group group -> beginsWithText(group.body());
      case Node.Atomic atomic -> beginsWithText(atomic.body());
      case Node.Literal _, Node.AnyCharacter _, Node.CharacterClass _ -> false;
      case Node.WordBoundary _, Node.BackReference _, Node.Look _ -> false;
      case Node.Repeat _, Node.Conditional _ -> false;
    };
  }

  private void write(Node node, BitSet following) {
    switch (node) {
      case Node.Literal literal -> character(literal);
      case Node.CharacterClass _, Node.AnyCharacter _ -> emit(Operation.ONE_OF, members(node));
      case Node.Anchor(Node.Place place) -> emit(operation(place));
      case Node.WordBoundary boundary ->
          emit(boundary.negated() ? Operation.NO_BOUNDARY : Operation.BOUNDARY);
      case Node.Group group -> group(group, following);
      case Node.Alternation(List<Node> branches) -> alternation(branches, following);
      case Node.Sequence(List<Node> parts) -> sequence(parts, following);
      case Repeat repeat -> repeat(repeat, following);
      case Node.BackReference(int group, CaseRule rule, _) ->
          emit(rule == CaseRule.EXACT ? Operation.SAME : Operation.SAME_FOLDED, group);
      case Node.Conditional conditional -> conditional(conditional, following);
      case Node.Look look -> look(look);
      case Node.Atomic atomic -> atomic(atomic.body());
    }
  }

  private static int operation(Node.Place place) {
    return switch (place) {
      case START_OF_TEXT -> Operation.START_OF_TEXT;
      case START_OF_LINE -> Operation.START_OF_LINE;
      case END_OF_TEXT -> Operation.END_OF_TEXT;
      case END_OR_FINAL_NEWLINE -> Operation.END_OR_FINAL_NEWLINE;
      case END_OF_LINE -> Operation.END_OF_LINE;
    };
  }

  private static boolean isSingle(Node node) {
    return node instanceof Node.Literal
        || node instanceof Node.AnyCharacter
        || node instanceof Node.CharacterClass;
  }

  /** The place of the set of characters that a single character can be. */
  private int members(Node single) {
    return sets.placeOf(next.at(single, new BitSet()));
  }

  private void character(Node.Literal literal) {
    BitSet members = AsciiCharacters.of(literal);
    if (members.cardinality() == 1) {
      emit(Operation.CHARACTER, members.nextSetBit(0));
    } else {
      emit(Operation.ONE_OF, sets.placeOf(members));
    }
  }

  private void group(Node.Group group, BitSet following) {
    emit(Operation.SAVE, 2 * group.number());
    write(group.body(), following);
    emit(Operation.SAVE, 2 * group.number() + 1);
  }

  private void alternation(List<Node> branches, BitSet following) {
    List<Integer> ends = new ArrayList<>();
    for (int index = 0; index < branches.size() - 1; index++) {
      Node branch = branches.get(index);
      BitSet others = new BitSet();
      branches.subList(index + 1, branches.size()).forEach(o -> others.or(next.at(o, following)));
      int choice = choice(next.at(branch, following), others);
      write(branch, following);
      ends.add(jump());
      target(choice, length);
    }
    write(branches.getLast(), following);
    ends.forEach(end -> target(end, length));
  }

  private void sequence(List<Node> parts, BitSet following) {
    List<BitSet> after = new ArrayList<>();
    BitSet then = following;
    for (Node part : parts.reversed()) {
      after.addFirst(then);
      then = next.at(part, then);
    }
    for (int index = 0; index < parts.size(); index++) {
      int fixed = fixedTextFrom(parts, index);
      if (fixed > 1) {
        text(parts.subList(index, index + fixed));
        index += fixed - 1;
      } else {
        write(parts.get(index), after.get(index));
      }
    }
  }

  /** How many parts from an index on are one character each. */
  private static int fixedTextFrom(List<Node> parts, int from) {
    int index = from;
    while (index < parts.size()
        && parts.get(index) instanceof Node.Literal literal
        && AsciiCharacters.of(literal).cardinality() == 1) {
      index++;
    }
    return index - from;
  }

  private void text(List<Node> literals) {
    emit(Operation.TEXT, texts.size(), literals.size());
    literals.forEach(literal -> texts.write(AsciiCharacters.of(literal).nextSetBit(0)));
  }

  private void repeat(Repeat repeat, BitSet following) {
    if (isSingle(repeat.body())) {
      run(repeat, following);
    } else if (repeat.greed() == Greed.POSSESSIVE) {
      atomic(
          new Repeat(repeat.body(), repeat.min(), repeat.max(), Greed.GREEDY, repeat.position()));
    } else if (repeat.min() == 1 && repeat.max() == 1) {
      write(repeat.body(), following);
    } else if (repeat.min() == 0 && repeat.max() == 1) {
      optional(repeat, following);
    } else if (repeat.min() == 0 && repeat.max() == Repeat.UNBOUNDED && !canBeEmpty(repeat)) {
      star(repeat, following);
    } else if (repeat.max() > 0) {
      counted(repeat, following);
    }
  }

  private boolean canBeEmpty(Repeat repeat) {
    return tree.widths().of(repeat.body()).canBeEmpty();
  }

  private void run(Repeat repeat, BitSet following) {
    int members = members(repeat.body());
    switch (repeat.greed()) {
      case POSSESSIVE -> emit(Operation.POSSESSIVE_RUN, members, repeat.min(), repeat.max());
      case GREEDY ->
          emit(Operation.GREEDY_RUN, members, repeat.min(), repeat.max(), sets.placeOf(following));
      case LAZY ->
          emit(Operation.LAZY_RUN, members, repeat.min(), repeat.max(), sets.placeOf(following));
    }
  }

  /** Writes the choice between a body and what follows it; gives where it says what is other. */
  private int bodyOrNot(Repeat repeat, BitSet body, BitSet following) {
    if (repeat.greed() != Greed.LAZY) {
      return choice(body, following);
    }
    int choice = choice(following, body);
    int end = jump();
    target(choice, length);
    return end;
  }

  private void optional(Repeat repeat, BitSet following) {
    int end = bodyOrNot(repeat, next.at(repeat.body(), following), following);
    write(repeat.body(), following);
    target(end, length);
  }

  private void star(Repeat repeat, BitSet following) {
    BitSet body = next.at(repeat.body(), following);
    int start = length;
    int end = bodyOrNot(repeat, body, following);
    write(repeat.body(), union(body, following));
    emit(Operation.JUMP, start);
    target(end, length);
  }

  private void counted(Repeat repeat, BitSet following) {
    BitSet again = union(next.at(repeat.body(), following), following);
    // What an empty round begins with is what comes after it.
    BitSet body = next.at(repeat.body(), again);
    int slot = slots;
    slots += 2;
    emit(Operation.COUNT, slot);
    int start = length;
    emit(
        Operation.LOOP,
        slot,
        repeat.min(),
        repeat.max(),
        sets.placeOf(body),
        sets.placeOf(following),
        0,
        repeat.greed() == Greed.LAZY ? 0 : 1);
    emit(Operation.ROUND, slot, repeat.min());
    write(repeat.body(), again);
    emit(Operation.JUMP, start);
    code[start + 6] = length;
  }

  private static BitSet union(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both;
  }

  private void conditional(Node.Conditional conditional, BitSet following) {
    emit(Operation.IF_SET, conditional.group(), 0);
    int condition = length - 1;
    write(conditional.yes(), following);
    int end = jump();
    target(condition, length);
    write(conditional.no(), following);
    target(end, length);
  }

  private void look(Node.Look look) {
    int slot = slots;
    slots += 2;
    int back = look.ahead() ? 0 : (int) tree.widths().of(look.body()).min();
    if (look.negated()) {
      emit(Operation.LOOK_NOT, slot, back, 0);
    } else {
      emit(Operation.LOOK, slot, back);
    }
    int other = length - 1;
    write(look.body(), CharacterSets.everything());
    emit(look.negated() ? Operation.SEEN : Operation.LOOKED, slot);
    if (look.negated()) {
      target(other, length);
    }
  }

  private void atomic(Node body) {
    int slot = slots++;
    emit(Operation.ATOMIC, slot);
    write(body, CharacterSets.everything());
    emit(Operation.KEEP, slot);
  }

  private int choice(BitSet here, BitSet other) {
    emit(Operation.TRY, sets.placeOf(here), sets.placeOf(other), 0);
    return length - 1;
  }

  private int jump() {
    emit(Operation.JUMP, 0);
    return length - 1;
  }

  private void target(int operand, int address) {
    code[operand] = address;
  }

  private void emit(int... words) {
    if (length + words.length > code.length) {
      code = Arrays.copyOf(code, 2 * (length + words.length));
    }
    System.arraycopy(words, 0, code, length, words.length);
    length += words.length;
  }
}
