package fail2ban.engine.prefilter;

import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.nio.charset.Charset;
import java.util.Arrays;
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

  /** More than a pattern can have that anybody writes; they have to fit a word. */
  private static final int MOST_REQUIREMENTS = 32;

  private final LiteralAutomaton exact;
  private final LiteralAutomaton folded;
  private final boolean hasExact;
  private final boolean hasFolded;

  /** The requirements that have a literal in either case: a bit for each. */
  private final long[] ignoringCase;

  /** What patterns require, by their number: all of some bits in one word. */
  private final Need[] needs;

  /** No bit at all for a pattern that always has to be tried. */
  private record Need(int word, long bits) {}

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
    BitSet eitherCase = new BitSet();
    needs = new Need[count];
    int bit = 0;
    for (int pattern = 0; pattern < count; pattern++) {
      List<RequiredLiterals> clauses =
          patterns.get(pattern).stream()
              .filter(RequiredLiterals::isUsable)
              .limit(MOST_REQUIREMENTS)
              .toList();
      bit = roomFor(clauses.size(), bit);
      needs[pattern] = new Need(bit / Long.SIZE, ((1L << clauses.size()) - 1) << bit);
      for (RequiredLiterals required : clauses) {
        if (add(required, bit, exactLiterals, foldedLiterals)) {
          eitherCase.set(bit);
        }
        bit++;
      }
    }
    ignoringCase = Arrays.copyOf(eitherCase.toLongArray(), bit / Long.SIZE + 1);
    hasExact = !exactLiterals.isEmpty();
    hasFolded = !foldedLiterals.isEmpty();
    exact = LiteralAutomaton.of(exactLiterals, false);
    folded = LiteralAutomaton.of(foldedLiterals, true);
  }

  /** The first bit from which so many lie in one word. */
  private static int roomFor(int count, int bit) {
    boolean fits = bit % Long.SIZE + count <= Long.SIZE;
    return fits ? bit : (bit / Long.SIZE + 1) * Long.SIZE;
  }

  /**
   * A filter for patterns with several requirements each, all of which a match meets.
   *
   * @param patterns what each of them requires; nothing for one that always has to be tried
   */
  public static Prefilter ofAll(List<List<RequiredLiterals>> patterns) {
    return new Prefilter(patterns, patterns.size());
  }

  /** Gives whether some literal counts in either case. */
  private static boolean add(
      RequiredLiterals required,
      int bit,
      Map<String, Set<Integer>> exactLiterals,
      Map<String, Set<Integer>> foldedLiterals) {
    boolean eitherCase = false;
    for (Literal literal : required.anyOf()) {
      Map<String, Set<Integer>> literals = literal.ignoreCase() ? foldedLiterals : exactLiterals;
      String text = literal.text().substring(0, Math.min(LONGEST, literal.text().length()));
      literals.computeIfAbsent(text, _ -> new TreeSet<>()).add(bit);
      eitherCase |= literal.ignoreCase();
    }
    return eitherCase;
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
    long[] met = new long[ignoringCase.length];
    read(bytes, from, cutFrom, cutTo, to, met);
    for (int pattern = 0; pattern < needs.length; pattern++) {
      Need need = needs[pattern];
      if ((met[need.word()] & need.bits()) == need.bits()) {
        candidates.set(pattern);
      }
    }
  }

  private void read(byte[] bytes, int from, int cutFrom, int cutTo, int to, long[] met) {
    if (hasExact) {
      int seam = exact.read(LiteralAutomaton.START, bytes, from, cutFrom, met);
      exact.read(seam, bytes, cutTo, to, met);
    }
    if (!hasFolded) {
      return;
    }
    if (isAscii(bytes, from, cutFrom) && isAscii(bytes, cutTo, to)) {
      int seam = folded.read(LiteralAutomaton.START, bytes, from, cutFrom, met);
      folded.read(seam, bytes, cutTo, to, met);
    } else {
      for (int word = 0; word < met.length; word++) {
        met[word] |= ignoringCase[word];
      }
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
