package fail2ban.engine.prefilter;

import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which of several patterns could match a line, before the line is decoded. A pattern that is
 * not named cannot match; one that is named has to be tried.
 *
 * <p>For encodings in which each byte below 128 is the ASCII character and nothing else: UTF-8, the
 * ISO 8859 family, the windows-125x family. Immutable; any thread.
 */
public final class Prefilter {

  /** Patterns without a usable literal. */
  private final BitSet always = new BitSet();

  /** Patterns with a literal in either case. */
  private final BitSet ignoringCase = new BitSet();

  private final LiteralAutomaton exact;
  private final LiteralAutomaton folded;
  private final boolean hasExact;

  /**
   * A filter for patterns, which are numbered as they stand in the list.
   *
   * @param patterns what each of them requires
   */
  public Prefilter(List<RequiredLiterals> patterns) {
    Map<String, Set<Integer>> exactLiterals = new HashMap<>();
    Map<String, Set<Integer>> foldedLiterals = new HashMap<>();
    for (int number = 0; number < patterns.size(); number++) {
      RequiredLiterals required = patterns.get(number);
      always.set(number, !required.isUsable());
      for (Literal literal : required.anyOf()) {
        Map<String, Set<Integer>> literals = literal.ignoreCase() ? foldedLiterals : exactLiterals;
        literals.computeIfAbsent(literal.text(), _ -> new TreeSet<>()).add(number);
        if (literal.ignoreCase()) {
          ignoringCase.set(number);
        }
      }
    }
    hasExact = !exactLiterals.isEmpty();
    exact = LiteralAutomaton.of(exactLiterals, false);
    folded = LiteralAutomaton.of(foldedLiterals, true);
  }

  /**
   * Which patterns could match a line.
   *
   * @param candidates receives their numbers and loses what it held before
   */
  public void candidates(byte[] bytes, int from, int to, BitSet candidates) {
    candidates(bytes, from, to, to, to, candidates);
  }

  /**
   * Which patterns could match a line from which a part, such as the date, has been cut: what
   * stands before {@code cutFrom} and what stands from {@code cutTo} on count as one text, and a
   * literal may lie across the seam.
   *
   * @param candidates receives their numbers and loses what it held before
   */
  public void candidates(
      byte[] bytes, int from, int cutFrom, int cutTo, int to, BitSet candidates) {
    candidates.clear();
    candidates.or(always);
    if (hasExact) {
      int seam = exact.read(LiteralAutomaton.START, bytes, from, cutFrom, candidates);
      exact.read(seam, bytes, cutTo, to, candidates);
    }
    if (ignoringCase.isEmpty()) {
      return;
    }
    if (isAscii(bytes, from, cutFrom) && isAscii(bytes, cutTo, to)) {
      int seam = folded.read(LiteralAutomaton.START, bytes, from, cutFrom, candidates);
      folded.read(seam, bytes, cutTo, to, candidates);
    } else {
      candidates.or(ignoringCase);
    }
  }

  /** Outside ASCII there are letters that count as {@code i}, {@code k} and {@code s}. */
  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int index = from; index < to; index++) {
      if (bytes[index] < 0) {
        return false;
      }
    }
    return true;
  }
}
