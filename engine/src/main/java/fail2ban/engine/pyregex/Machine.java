package fail2ban.engine.pyregex;

import java.util.Arrays;

/**
 * Runs a {@link Program} on a text of nothing but ASCII, trying one way after the other, in
 * Python's order of preference. What it may still have to go back to lies on a stack of its own: no
 * text is too long for the thread's, and every step is counted.
 *
 * <p>An entry of the stack is three numbers: two operands, and an address with the kind of entry in
 * its two low bits. Lives for one search, in one thread.
 */
final class Machine {

  /** Restores a slot: its number and what was in it. */
  private static final int RESTORE = 0;

  /** Goes on at the address, at a place in the text. */
  private static final int ELSEWHERE = 1;

  /** Gives back characters of the greedy run at the address: the last end tried, the least. */
  private static final int SHORTER = 2;

  /** Takes more characters of the lazy run at the address: the last end tried, the most. */
  private static final int LONGER = 3;

  private static final int ENTRY = 3;
  private static final int FEW = 32 * ENTRY;

  /** 12 MiB of stack: more is a pattern that runs wild. */
  private static final int MANY = 1 << 20;

  private static final int UNSET = -1;

  /** As an address: this way leads nowhere. */
  private static final int FAILED = -1;

  private final int[] code;
  private final long[] sets;
  private final Program program;
  private final byte[] text;
  private final int end;
  private final int[] slots;
  private long steps;
  private int[] stack = new int[FEW];
  private int depth;

  /** Between these there is no newline; at the second there is one, or the end. */
  private int lineFrom = 0;

  private int lineEnd = UNSET;

  /** Where the last entry taken off the stack says to go on. */
  private int resumedAt;

  /** Thrown when the stack has grown too large. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuch() {
      super("too many choices", null, false, false);
    }
  }

  /**
   * A machine for one search.
   *
   * @param text one byte for each character
   * @param end where the text ends
   * @param steps how much it may do
   */
  Machine(Program program, byte[] text, int end, long steps) {
    this.program = program;
    this.code = program.code();
    this.sets = program.sets();
    this.text = text;
    this.end = end;
    this.steps = steps;
    this.slots = new int[program.slots()];
    Arrays.fill(slots, UNSET);
  }

  /**
   * Looks for the first match that begins at or after {@code from}.
   *
   * @param latest where it has to begin at the latest
   * @return whether there is one; then {@link #offsets} has it
   * @throws BudgetedText.Spent if no steps are left
   * @throws TooMuch if there is too much to go back to
   */
  boolean find(int from, int latest) {
    if (program.anchored() && from == 0) {
      return matches(0);
    }
    int last = Math.min(end, latest);
    for (int start = from; start <= last; start++) {
      if (comes(program.begin(), start) && matches(start)) {
        return true;
      }
    }
    return false;
  }

  /** Start and end of each group, −1 for those that took no part. */
  int[] offsets() {
    int[] offsets = Arrays.copyOf(slots, 2 * program.groups());
    for (int group = 0; group < offsets.length; group += 2) {
      if (offsets[group + 1] == UNSET) {
        offsets[group] = UNSET;
      }
    }
    return offsets;
  }

  /** How much it may still do. */
  long stepsLeft() {
    return steps;
  }

  private boolean matches(int start) {
    int at = start;
    int pc = 0;
    while (true) {
      spend(1);
      switch (code[pc]) {
        case Operation.MATCH -> {
          slots[0] = start;
          slots[1] = at;
          return true;
        }
        case Operation.CHARACTER -> {
          pc = at < end && text[at] == code[pc + 1] ? pc + 2 : FAILED;
          at++;
        }
        case Operation.TEXT -> {
          int length = code[pc + 2];
          pc = isText(code[pc + 1], length, at) ? pc + 3 : FAILED;
          at += length;
        }
        case Operation.ONE_OF -> {
          pc = comes(code[pc + 1], at) ? pc + 2 : FAILED;
          at++;
        }
        case Operation.GREEDY_RUN -> {
          at = greedy(pc, at);
          pc = at < 0 ? FAILED : pc + Operation.RUN_LENGTH;
        }
        case Operation.LAZY_RUN -> {
          at = lazy(pc, at);
          pc = at < 0 ? FAILED : pc + Operation.RUN_LENGTH;
        }
        case Operation.POSSESSIVE_RUN -> {
          int stop = runEnd(code[pc + 1], at, limit(at, code[pc + 3]));
          pc = stop - at >= code[pc + 2] ? pc + 4 : FAILED;
          at = stop;
        }
        case Operation.JUMP -> pc = code[pc + 1];
        case Operation.TRY -> pc = choose(pc, at);
        case Operation.SAVE -> {
          set(code[pc + 1], at);
          pc += 2;
        }
        case Operation.COUNT -> {
          set(code[pc + 1], 0);
          set(code[pc + 1] + 1, UNSET);
          pc += 2;
        }
        case Operation.LOOP -> pc = loop(pc, at);
        case Operation.ROUND -> {
          round(code[pc + 1], code[pc + 2], at);
          pc += 3;
        }
        case Operation.ATOMIC -> {
          set(code[pc + 1], depth);
          pc += 2;
        }
        case Operation.KEEP -> {
          forgetChoices(slots[code[pc + 1]]);
          pc += 2;
        }
        case Operation.LOOK -> {
          set(code[pc + 1], at);
          set(code[pc + 1] + 1, depth);
          at -= code[pc + 2];
          pc = at < 0 ? FAILED : pc + 3;
        }
        case Operation.LOOKED -> {
          int slot = code[pc + 1];
          forgetChoices(slots[slot + 1]);
          at = slots[slot];
          pc += 2;
        }
        case Operation.LOOK_NOT -> {
          set(code[pc + 1] + 1, depth);
          push(at, 0, code[pc + 3], ELSEWHERE);
          at -= code[pc + 2];
          pc = at < 0 ? FAILED : pc + 4;
        }
        case Operation.SEEN -> {
          undo(slots[code[pc + 1] + 1]);
          pc = FAILED;
        }
        case Operation.SAME -> {
          int length = sameText(code[pc + 1], at, false);
          pc = length < 0 ? FAILED : pc + 2;
          at += length;
        }
        case Operation.SAME_FOLDED -> {
          int length = sameText(code[pc + 1], at, true);
          pc = length < 0 ? FAILED : pc + 2;
          at += length;
        }
        case Operation.IF_SET -> pc = isSet(code[pc + 1]) ? pc + 3 : code[pc + 2];
        default -> pc = isPlace(code[pc], at) ? pc + 1 : FAILED;
      }
      if (pc == FAILED) {
        pc = resume();
        if (pc == FAILED) {
          return false;
        }
        at = resumedAt;
      }
    }
  }

  private void spend(int count) {
    steps -= count;
    if (steps < 0) {
      throw new BudgetedText.Spent();
    }
  }

  /** Whether a character of a set comes next, or the end if the set has that. */
  private boolean comes(int set, int at) {
    return CharacterSets.has(sets, set, at < end ? text[at] : CharacterSets.END);
  }

  private boolean isText(int from, int length, int at) {
    return end - at >= length
        && Arrays.equals(program.texts(), from, from + length, text, at, at + length);
  }

  /** How far a run that begins here may reach. */
  private int limit(int at, int most) {
    return end - at > most ? at + most : end;
  }

  /** The end of the characters of a set that begin here, at most the limit. */
  private int runEnd(int set, int at, int limit) {
    if (set == program.dot()) {
      return Math.min(limit, nextNewline(at));
    }
    long low = sets[set];
    long high = sets[set + 1];
    int stop = at;
    while (stop < limit && ((text[stop] < Long.SIZE ? low : high) >>> text[stop] & 1) != 0) {
      stop++;
    }
    spend(stop - at);
    return stop;
  }

  /** Where the line ends that this belongs to. Lines are long and asked for often. */
  private int nextNewline(int at) {
    if (at < lineFrom || at > lineEnd) {
      int stop = at;
      while (stop < end && text[stop] != '\n') {
        stop++;
      }
      spend(stop - at);
      lineFrom = at;
      lineEnd = stop;
    }
    return lineEnd;
  }

  private int greedy(int pc, int at) {
    int stop = runEnd(code[pc + 1], at, limit(at, code[pc + 3]));
    return backwards(pc, stop, at + code[pc + 2]);
  }

  /** The last place up to which what follows can begin; the others are put on the stack. */
  private int backwards(int pc, int from, int least) {
    int following = code[pc + 4];
    int place = from;
    while (place >= least && !comes(following, place)) {
      place--;
    }
    spend(Math.max(0, from - place));
    if (place < least) {
      return FAILED;
    }
    if (place > least) {
      push(place, least, pc, SHORTER);
    }
    return place;
  }

  private int lazy(int pc, int at) {
    int least = code[pc + 2];
    if (end - at < least || runEnd(code[pc + 1], at, at + least) < at + least) {
      return FAILED;
    }
    return forwards(pc, at + least, limit(at, code[pc + 3]));
  }

  /** The first place where what follows can begin; the others are put on the stack. */
  private int forwards(int pc, int from, int most) {
    int set = code[pc + 1];
    int following = code[pc + 4];
    int place = from;
    while (!comes(following, place)) {
      if (place >= most || !CharacterSets.has(sets, set, text[place])) {
        return FAILED;
      }
      place++;
    }
    spend(place - from);
    if (place < most) {
      push(place, most, pc, LONGER);
    }
    return place;
  }

  private int choose(int pc, int at) {
    int other = code[pc + 2];
    if (!comes(code[pc + 1], at)) {
      return comes(other, at) ? code[pc + 3] : FAILED;
    }
    if (comes(other, at)) {
      push(at, 0, code[pc + 3], ELSEWHERE);
    }
    return pc + 4;
  }

  private int loop(int pc, int at) {
    int slot = code[pc + 1];
    int round = pc + Operation.LOOP_LENGTH;
    int exit = code[pc + 6];
    if (slots[slot] < code[pc + 2]) {
      return round;
    }
    boolean again = slots[slot] < code[pc + 3] && at != slots[slot + 1] && comes(code[pc + 4], at);
    boolean leave = comes(code[pc + 5], at);
    if (again && leave) {
      boolean greedy = code[pc + 7] == 1;
      push(at, 0, greedy ? exit : round, ELSEWHERE);
      return greedy ? round : exit;
    }
    if (again) {
      return round;
    }
    return leave ? exit : FAILED;
  }

  private void round(int slot, int min, int at) {
    if (slots[slot] >= min) {
      set(slot + 1, at);
    }
    set(slot, slots[slot] + 1);
  }

  private boolean isSet(int group) {
    return slots[2 * group + 1] != UNSET;
  }

  /** How long the text of a group is that comes next; negative if another one comes. */
  private int sameText(int group, int at, boolean folded) {
    if (!isSet(group)) {
      return FAILED;
    }
    int from = slots[2 * group];
    int length = slots[2 * group + 1] - from;
    if (end - at < length) {
      return FAILED;
    }
    spend(length);
    for (int index = 0; index < length; index++) {
      if (!isSame(text[from + index], text[at + index], folded)) {
        return FAILED;
      }
    }
    return length;
  }

  private static boolean isSame(byte one, byte other, boolean folded) {
    return one == other || (folded && Character.toLowerCase(one) == Character.toLowerCase(other));
  }

  private boolean isPlace(int operation, int at) {
    return switch (operation) {
      case Operation.START_OF_TEXT -> at == 0;
      case Operation.START_OF_LINE -> at == 0 || text[at - 1] == '\n';
      case Operation.END_OF_TEXT -> at == end;
      case Operation.END_OR_FINAL_NEWLINE -> at == end || (at == end - 1 && text[at] == '\n');
      case Operation.END_OF_LINE -> at == end || text[at] == '\n';
      case Operation.BOUNDARY -> isBoundary(at);
      case Operation.NO_BOUNDARY -> end > 0 && !isBoundary(at);
      default -> throw new IllegalStateException("operation " + operation);
    };
  }

  private boolean isBoundary(int at) {
    return isWord(at - 1) != isWord(at);
  }

  private boolean isWord(int at) {
    return at >= 0 && at < end && (text[at] == '_' || Character.isLetterOrDigit(text[at]));
  }

  private void set(int slot, int value) {
    push(slot, slots[slot], 0, RESTORE);
    slots[slot] = value;
  }

  private void push(int first, int second, int address, int kind) {
    if (depth == stack.length) {
      if (depth >= MANY * ENTRY) {
        throw new TooMuch();
      }
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth] = first;
    stack[depth + 1] = second;
    stack[depth + 2] = address << 2 | kind;
    depth += ENTRY;
  }

  /** Goes back to the last choice: gives the address, and the place as {@link #resumedAt}. */
  private int resume() {
    while (depth > 0) {
      depth -= ENTRY;
      int first = stack[depth];
      int second = stack[depth + 1];
      int address = stack[depth + 2] >>> 2;
      switch (stack[depth + 2] & 3) {
        case RESTORE -> slots[first] = second;
        case ELSEWHERE -> {
          resumedAt = first;
          return address;
        }
        case SHORTER -> {
          resumedAt = backwards(address, first - 1, second);
          if (resumedAt >= 0) {
            return address + Operation.RUN_LENGTH;
          }
        }
        default -> {
          resumedAt = longer(address, first, second);
          if (resumedAt >= 0) {
            return address + Operation.RUN_LENGTH;
          }
        }
      }
    }
    return FAILED;
  }

  private int longer(int pc, int last, int most) {
    return CharacterSets.has(sets, code[pc + 1], text[last])
        ? forwards(pc, last + 1, most)
        : FAILED;
  }

  /** Takes everything off the stack above a height, restoring slots but going back nowhere. */
  private void undo(int height) {
    while (depth > height) {
      depth -= ENTRY;
      if ((stack[depth + 2] & 3) == RESTORE) {
        slots[stack[depth]] = stack[depth + 1];
      }
    }
  }

  /** Takes the choices off the stack above a height, but not what restores slots. */
  private void forgetChoices(int height) {
    int kept = height;
    for (int entry = height; entry < depth; entry += ENTRY) {
      if ((stack[entry + 2] & 3) == RESTORE) {
        stack[kept] = stack[entry];
        stack[kept + 1] = stack[entry + 1];
        stack[kept + 2] = stack[entry + 2];
        kept += ENTRY;
      }
    }
    depth = kept;
  }
}
