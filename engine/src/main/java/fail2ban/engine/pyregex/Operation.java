package fail2ban.engine.pyregex;

/**
 * What a {@link Program} consists of: an operation's number, then its operands. {@code set} is the
 * place of a {@link CharacterSets set of characters}, {@code slot} a place in the machine's memory,
 * {@code to} an instruction's address.
 */
final class Operation {

  /** The whole pattern has matched. */
  static final int MATCH = 0;

  /** {@code character}: it comes next. */
  static final int CHARACTER = 1;

  /** {@code from length}: this part of the program's texts comes next. */
  static final int TEXT = 2;

  /** {@code set}: one of these comes next. */
  static final int ONE_OF = 3;

  /** {@code set min max next}: as many of these as possible; then comes one of {@code next}. */
  static final int GREEDY_RUN = 4;

  /** {@code set min max next}: as few as possible. */
  static final int LAZY_RUN = 5;

  /** {@code set min max}: as many as possible, and that is final. */
  static final int POSSESSIVE_RUN = 6;

  static final int RUN_LENGTH = 5;

  /** {@code to}: goes on there. */
  static final int JUMP = 7;

  /**
   * {@code here other to}: goes on with the next instruction if a character of the set {@code here}
   * comes next, and failing that at {@code to} if one of {@code other} does.
   */
  static final int TRY = 8;

  /** {@code slot}: remembers where in the text this is. */
  static final int SAVE = 9;

  /** {@code slot}: begins to count the rounds of a loop. */
  static final int COUNT = 10;

  /**
   * {@code slot min max body next to greedy}: decides whether a round follows (the next
   * instruction, {@link #ROUND}) or the loop ends (at {@code to}).
   */
  static final int LOOP = 11;

  static final int LOOP_LENGTH = 8;

  /** {@code slot min}: a round of a loop begins. */
  static final int ROUND = 12;

  /** {@code slot}: what follows up to {@link #KEEP} is not gone back into. */
  static final int ATOMIC = 13;

  /** {@code slot}: forgets the choices made since {@link #ATOMIC}. */
  static final int KEEP = 14;

  /** {@code slot width}: what follows up to {@link #LOOKED} is looked for so far before. */
  static final int LOOK = 15;

  /** {@code slot}: was seen; goes back to where {@link #LOOK} was. */
  static final int LOOKED = 16;

  /** {@code slot width to}: goes on at {@code to} unless what follows matches. */
  static final int LOOK_NOT = 17;

  /** {@code slot}: what should not match has matched. */
  static final int SEEN = 18;

  /** {@code group}: the text that the group matched comes next. */
  static final int SAME = 19;

  /** {@code group}: the same, whatever the letters' case. */
  static final int SAME_FOLDED = 20;

  /** {@code group to}: goes on at {@code to} unless the group is set. */
  static final int IF_SET = 21;

  static final int START_OF_TEXT = 22;
  static final int START_OF_LINE = 23;
  static final int END_OF_TEXT = 24;
  static final int END_OR_FINAL_NEWLINE = 25;
  static final int END_OF_LINE = 26;
  static final int BOUNDARY = 27;
  static final int NO_BOUNDARY = 28;

  private Operation() {}
}
