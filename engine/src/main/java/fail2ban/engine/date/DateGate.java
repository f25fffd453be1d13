package fail2ban.engine.date;

import fail2ban.engine.pyregex.MatchOutline;
import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells from a few characters which templates could match a line at all, for all of them at once: a
 * bit for each template. Never says that one cannot that can. For lines of nothing but ASCII;
 * immutable, any thread.
 */
final class DateGate {

  /** Templates beyond these share the last bit. */
  private static final int LAST_BIT = Long.SIZE - 1;

  /** The templates that can have a character at a place of their match: first the place. */
  private final long[][] fitting = new long[MatchOutline.PLACES][MatchOutline.END + 1];

  /** The templates that can only match at the beginning of a line. */
  private final long atStart;

  private final long anywhere;

  /** True if all starts matter always, because some form counts as anchored that is not. */
  private final boolean everywhere;

  private final boolean crowded;

  /** Literals, each with the templates that cannot match without it. */
  private final Map<String, Long> required = new LinkedHashMap<>();

  DateGate(List<DateTemplate> templates) {
    long bound = 0;
    long free = 0;
    boolean loose = false;
    Map<String, Long> wanted = new HashMap<>();
    for (int index = 0; index < templates.size(); index++) {
      MatchOutline outline = templates.get(index).expression().outline();
      long bit = bit(index);
      add(outline.first(), bit);
      if (outline.atStart()) {
        bound |= bit;
      } else {
        free |= bit;
        loose |= templates.get(index).anchored();
      }
      if (index < LAST_BIT) {
        literals(outline.required()).forEach(text -> wanted.merge(text, bit, (a, b) -> a | b));
      }
    }
    atStart = bound & ~free;
    anywhere = free;
    everywhere = loose;
    crowded = templates.size() > Long.SIZE;
    require(wanted);
  }

  /** One literal for each template that has some: of these, the one that most others have too. */
  private void require(Map<String, Long> wanted) {
    List<String> commonFirst =
        wanted.keySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (String text) -> -Long.bitCount(wanted.getOrDefault(text, 0L)))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long done = 0;
    for (String text : commonFirst) {
      long bits = wanted.getOrDefault(text, 0L) & ~done;
      if (bits != 0) {
        required.put(text, bits);
      }
      done |= bits;
    }
  }

  /** The bit of the template that stands at an index of the list. */
  static long bit(int index) {
    return 1L << Math.min(index, LAST_BIT);
  }

  private void add(List<BitSet> first, long bit) {
    for (int place = 0; place < first.size(); place++) {
      long[] row = fitting[place];
      first.get(place).stream().forEach(character -> row[character] |= bit);
    }
  }

  /** Texts that every match contains as they stand here. */
  private static Stream<String> literals(List<RequiredLiterals> required) {
    return required.stream()
        .filter(literals -> literals.anyOf().size() == 1)
        .map(literals -> literals.anyOf().iterator().next())
        .filter(literal -> !literal.ignoreCase() || !hasLetters(literal))
        .map(Literal::text);
  }

  private static boolean hasLetters(Literal literal) {
    return literal.text().chars().anyMatch(Character::isLetter);
  }

  /** True if all templates can only match at the beginning of a line: one look tells all. */
  boolean isQuick() {
    return anywhere == 0;
  }

  /**
   * The templates that could match.
   *
   * @param bytes hold the line from {@code from} to {@code to}, in ASCII
   * @param latest how far from the line's beginning a match has to begin at the latest
   */
  long possible(byte[] bytes, int from, int to, int latest) {
    long found = startingAt(bytes, from, to, atStart | anywhere);
    if (anywhere != 0) {
      int last = everywhere || latest >= to - from ? to : from + latest;
      for (int start = next(anywhere, bytes, from + 1, last, to);
          start <= last;
          start = next(anywhere, bytes, start + 1, last, to)) {
        found |= startingAt(bytes, start, to, anywhere);
      }
    }
    return found == 0 || required.isEmpty() ? found : having(bytes, from, to, found);
  }

  /**
   * Where one template could match first.
   *
   * @param bit of the template, which must not be bound to the beginning of a line
   * @return negative if nowhere
   */
  int first(long bit, byte[] bytes, int from, int to) {
    for (int start = next(bit, bytes, from, to, to);
        start <= to;
        start = next(bit, bytes, start + 1, to, to)) {
      if (startingAt(bytes, start, to, bit) != 0) {
        return start;
      }
    }
    return -1;
  }

  /** The next place up to {@code last} whose character can be the first of some, or behind it. */
  private int next(long wanted, byte[] bytes, int from, int last, int to) {
    long[] first = fitting[0];
    int end = Math.min(last + 1, to);
    int start = from;
    while (start < end && (first[bytes[start]] & wanted) == 0) {
      start++;
    }
    return start;
  }

  /** True if a bit may stand for several templates. */
  boolean isCrowded() {
    return crowded;
  }

  private long startingAt(byte[] bytes, int start, int to, long wanted) {
    long could = wanted;
    for (int place = 0; could != 0 && place < MatchOutline.PLACES; place++) {
      int at = start + place;
      could &= fitting[place][at < to ? bytes[at] : MatchOutline.END];
    }
    return could;
  }

  private long having(byte[] bytes, int from, int to, long found) {
    long left = found;
    String line = "";
    for (Map.Entry<String, Long> literal : required.entrySet()) {
      if ((left & literal.getValue()) != 0) {
        line =
            line.isEmpty() ? new String(bytes, from, to - from, StandardCharsets.US_ASCII) : line;
        left &= line.contains(literal.getKey()) ? -1 : ~literal.getValue();
      }
    }
    return left;
  }
}
