package fail2ban.engine.prefilter;

import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.nio.charset.Charset;
import java.util.ArrayList;
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

  /** How the names of encodings begin. */
  private static final List<String> SUPERSETS_OF_ASCII =
      List.of("UTF-8", "US-ASCII", "ISO-8859-", "windows-125", "KOI8-");

  /** Longer literals make a large automaton and tell hardly more. */
  private static final int LONGEST = 24;

  /** Patterns without a usable literal. */
  private final BitSet always = new BitSet();

  /** Numbers with a literal in either case. */
  private final BitSet ignoringCase = new BitSet();

  private final LiteralAutomaton exact;
  private final LiteralAutomaton folded;
  private final boolean hasExact;
  private final int patternCount;

  /**
   * Patterns with several requirements. Each of these has a number of its own, from the number of
   * patterns on; a pattern with one requirement shares its number with it.
   */
  private final List<Several> several = new ArrayList<>();

  private record Several(int pattern, int first, int end) {}

  /**
   * A filter for patterns, which are numbered as they stand in the list.
   *
   * @param patterns what each of them requires
   */
  public Prefilter(List<RequiredLiterals> patterns) {
    this(patterns.stream().map(List::of).toList(), patterns.size());
  }

  /** True if bytes below 128 are the ASCII characters, and nothing else, in an encoding. */
  public static boolean understands(Charset charset) {
    return SUPERSETS_OF_ASCII.stream().anyMatch(charset.name()::startsWith);
  }

  private Prefilter(List<List<RequiredLiterals>> patterns, int count) {
    Map<String, Set<Integer>> exactLiterals = new HashMap<>();
    Map<String, Set<Integer>> foldedLiterals = new HashMap<>();
    this.patternCount = count;
    int free = count;
    for (int pattern = 0; pattern < count; pattern++) {
      List<RequiredLiterals> clauses =
          patterns.get(pattern).stream().filter(RequiredLiterals::isUsable).toList();
      always.set(pattern, clauses.isEmpty());
      int number = clauses.size() > 1 ? free : pattern;
      if (clauses.size() > 1) {
        free += clauses.size();
        several.add(new Several(pattern, number, free));
      }
      for (RequiredLiterals required : clauses) {
        add(required, number++, exactLiterals, foldedLiterals);
      }
    }
    hasExact = !exactLiterals.isEmpty();
    exact = LiteralAutomaton.of(exactLiterals, false);
    folded = LiteralAutomaton.of(foldedLiterals, true);
  }

  /**
   * A filter for patterns with several requirements each, all of which a match meets.
   *
   * @param patterns what each of them requires; nothing for one that always has to be tried
   */
  public static Prefilter ofAll(List<List<RequiredLiterals>> patterns) {
    return new Prefilter(patterns, patterns.size());
  }

  private void add(
      RequiredLiterals required,
      int number,
      Map<String, Set<Integer>> exactLiterals,
      Map<String, Set<Integer>> foldedLiterals) {
    for (Literal literal : required.anyOf()) {
      Map<String, Set<Integer>> literals = literal.ignoreCase() ? foldedLiterals : exactLiterals;
      String text = literal.text().substring(0, Math.min(LONGEST, literal.text().length()));
      literals.computeIfAbsent(text, _ -> new TreeSet<>()).add(number);
      if (literal.ignoreCase()) {
        ignoringCase.set(number);
      }
    }
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
    read(bytes, from, cutFrom, cutTo, to, candidates);
    if (!candidates.isEmpty()) {
      for (Several patterns : several) {
        if (candidates.nextClearBit(patterns.first()) >= patterns.end()) {
          candidates.set(patterns.pattern());
        }
      }
      candidates.clear(patternCount, Math.max(patternCount, candidates.length()));
    }
    candidates.or(always);
  }

  private void read(byte[] bytes, int from, int cutFrom, int cutTo, int to, BitSet candidates) {
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
