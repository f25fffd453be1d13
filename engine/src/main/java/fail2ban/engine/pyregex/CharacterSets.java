package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of ASCII characters, as a program's operations name them. The end of the text counts as a
 * character of its own, {@link #END}.
 */
final class CharacterSets {

  /** What comes next where the text ends. */
  static final int END = 128;

  /** A set is this many words of 64 bits. */
  private static final int WORDS = 3;

  private final List<long[]> sets = new ArrayList<>();
  private final Map<BitSet, Integer> places = new HashMap<>();

  /** Every character, and the end. */
  static BitSet everything() {
    BitSet all = new BitSet();
    all.set(0, END + 1);
    return all;
  }

  /** The place of a set, which is added if it is new. */
  int placeOf(BitSet members) {
    return places.computeIfAbsent(
        (BitSet) members.clone(),
        set -> {
          long[] words = new long[WORDS];
          System.arraycopy(set.toLongArray(), 0, words, 0, set.toLongArray().length);
          sets.add(words);
          return (sets.size() - 1) * WORDS;
        });
  }

  long[] words() {
    return sets.stream().flatMapToLong(java.util.Arrays::stream).toArray();
  }

  /**
   * Whether a set has a character.
   *
   * @param words as {@link #words} gives them
   * @param place as {@link #placeOf} does
   */
  static boolean has(long[] words, int place, int character) {
    return (words[place + (character >>> 6)] >>> character & 1) != 0;
  }
}
