package fail2ban.engine.prefilter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds a {@link LiteralAutomaton}: first a tree of the literals, then, from its root outwards,
 * each state's transitions for the bytes that lead out of the tree.
 */
final class AutomatonBuilder {

  private static final int NO_STATE = -1;

  private final byte[] columns = new byte[256];
  private final int columnCount;

  /** The tree: for each node the next ones by column, or {@link #NO_STATE}. */
  private final List<int[]> rows = new ArrayList<>();

  private final List<Set<Integer>> patterns = new ArrayList<>();

  AutomatonBuilder(Collection<String> literals, boolean ignoreCase) {
    int count = 1;
    for (int character : literals.stream().flatMapToInt(String::chars).distinct().toArray()) {
      if (character == 0 || character > 0x7F) {
        throw new IllegalArgumentException("character " + character + " in a literal");
      }
      columns[character] = (byte) count;
      if (ignoreCase) {
        columns[Character.toUpperCase(character)] = (byte) count;
      }
      count++;
    }
    columnCount = count;
    addNode();
  }

  private int addNode() {
    int[] row = new int[columnCount];
    Arrays.fill(row, NO_STATE);
    rows.add(row);
    patterns.add(new TreeSet<>());
    return rows.size() - 1;
  }

  void add(String literal, Set<Integer> wantedBy) {
    int node = 0;
    for (int index = 0; index < literal.length(); index++) {
      int column = columns[literal.charAt(index)];
      if (rows.get(node)[column] == NO_STATE) {
        rows.get(node)[column] = addNode();
      }
      node = rows.get(node)[column];
    }
    patterns.get(node).addAll(wantedBy);
  }

  LiteralAutomaton build() {
    complete();
    int shift = Integer.SIZE - Integer.numberOfLeadingZeros(columnCount - 1);
    int[] next = new int[rows.size() << shift];
    for (int node = 0; node < rows.size(); node++) {
      for (int column = 0; column < columnCount; column++) {
        int to = rows.get(node)[column];
        next[(node << shift) + column] = patterns.get(to).isEmpty() ? to << shift : ~(to << shift);
      }
    }
    long[][] found = patterns.stream().map(AutomatonBuilder::bits).toArray(long[][]::new);
    return new LiteralAutomaton(columns, shift, next, found);
  }

  private static long[] bits(Set<Integer> numbers) {
    BitSet bits = new BitSet();
    numbers.forEach(bits::set);
    return bits.toLongArray();
  }

  /**
   * A byte that does not prolong what has been read leads where it leads from the longest suffix of
   * it that begins a literal. That suffix is shorter, so going by length finds its row complete.
   */
  private void complete() {
    int[] suffixes = new int[rows.size()];
    Queue<Integer> nodes = new ArrayDeque<>();
    nodes.add(0);
    while (!nodes.isEmpty()) {
      int node = nodes.remove();
      int[] row = rows.get(node);
      for (int column = 0; column < columnCount; column++) {
        int otherwise = node == 0 ? 0 : rows.get(suffixes[node])[column];
        if (row[column] == NO_STATE) {
          row[column] = otherwise;
        } else {
          suffixes[row[column]] = otherwise;
          patterns.get(row[column]).addAll(patterns.get(otherwise));
          nodes.add(row[column]);
        }
      }
    }
  }
}
