package fail2ban.engine.prefilter;

import java.util.Map;
import java.util.Set;

/**
 * Finds any number of ASCII literals in one pass over bytes (Aho and Corasick, 1975). Each literal
 * stands for the patterns that want it.
 *
 * <p>The automaton is a table: bytes that no literal tells apart share a column, so that a large
 * set of literals stays small, and upper and lower case become the same by sharing one too.
 *
 * <p>Immutable; any thread.
 */
final class LiteralAutomaton {

  /** The state before the first byte. */
  static final int START = 0;

  /** Column of each byte; 0 is that of bytes which occur in no literal. */
  private final byte[] columns;

  /** Rows are a power of two long: a state is its row's number, shifted by this. */
  private final int shift;

  /** The next state, by state and column; its complement if literals end there. */
  private final int[] next;

  /** The patterns whose literals end in a state, by its row's number: a bit for each. */
  private final long[][] found;

  LiteralAutomaton(byte[] columns, int shift, int[] next, long[][] found) {
    this.columns = columns;
    this.shift = shift;
    this.next = next;
    this.found = found;
  }

  /**
   * The automaton for literals and the numbers of the patterns that want them.
   *
   * @param ignoreCase whether bytes A–Z count as a–z; the literals must then be in lower case
   */
  static LiteralAutomaton of(Map<String, Set<Integer>> literals, boolean ignoreCase) {
    AutomatonBuilder builder = new AutomatonBuilder(literals.keySet(), ignoreCase);
    literals.forEach(builder::add);
    return builder.build();
  }

  /**
   * Reads on through some bytes.
   *
   * @param state {@link #START}, or what an earlier call gave: the bytes then count as one text
   * @param into receives a bit for each pattern whose literals occur; long enough for all
   * @return the state after the last byte
   */
  int read(int state, byte[] bytes, int from, int to, long[] into) {
    int current = state;
    for (int index = from; index < to; index++) {
      current = next[current + columns[bytes[index] & 0xFF]];
      if (current < 0) {
        current = ~current;
        long[] ending = found[current >>> shift];
        for (int word = 0; word < ending.length; word++) {
          into[word] |= ending[word];
        }
      }
    }
    return current;
  }
}
