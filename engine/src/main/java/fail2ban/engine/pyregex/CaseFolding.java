package fail2ban.engine.pyregex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Letters that Python takes for the same under {@code IGNORECASE}: those with the same lower case
 * of their upper case (one code point to one code point), and three pairs besides. So {@code i}
 * also matches U+0130 and U+0131, {@code k} U+212A and {@code s} U+017F.
 *
 * <p>Immutable once loaded; any thread.
 */
final class CaseFolding {

  /** Above it Unicode has no cased letters. */
  private static final int LAST_CASED = 0x1_EFFF;

  /** Pairs whose upper cases are the same only as sequences of several code points. */
  private static final List<Set<Integer>> EXTRA_PAIRS =
      List.of(Set.of(0x390, 0x1FD3), Set.of(0x3B0, 0x1FE3), Set.of(0xFB05, 0xFB06));

  private static final NavigableMap<Integer, int[]> VARIANTS = variants();

  private CaseFolding() {}

  static IntStream unicodeVariants(int first, int last) {
    return VARIANTS.subMap(first, true, last, true).values().stream().flatMapToInt(Arrays::stream);
  }

  static IntStream asciiVariants(int first, int last) {
    int limit = Math.min(last, 'z');
    return IntStream.rangeClosed(Math.max(first, 'A'), limit)
        .filter(CaseFolding::isAsciiLetter)
        .map(letter -> letter ^ 0x20);
  }

  private static boolean isAsciiLetter(int codePoint) {
    return codePoint < 128 && Character.isLetter(codePoint);
  }

  private static NavigableMap<Integer, int[]> variants() {
    Map<Integer, Set<Integer>> letters = new HashMap<>();
    for (int codePoint = 'A'; codePoint <= LAST_CASED; codePoint++) {
      int folded = Character.toLowerCase(Character.toUpperCase(codePoint));
      if (folded != codePoint) {
        letters.computeIfAbsent(folded, _ -> new TreeSet<>(Set.of(folded))).add(codePoint);
      }
    }
    NavigableMap<Integer, int[]> variants = new TreeMap<>();
    letters.values().forEach(same -> addEachWithTheOthers(variants, same));
    EXTRA_PAIRS.forEach(same -> addEachWithTheOthers(variants, same));
    return variants;
  }

  private static void addEachWithTheOthers(Map<Integer, int[]> variants, Set<Integer> same) {
    for (Integer letter : same) {
      variants.put(letter, same.stream().filter(c -> !c.equals(letter)).mapToInt(c -> c).toArray());
    }
  }
}
