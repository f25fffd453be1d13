package fail2ban.engine.filter;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Tells which failregexes could match a line, before any expression is tried on it. It may name too
 * many, never too few: what a {@link LineFilter} finds must be the same with every screen.
 */
@FunctionalInterface
public interface Screen {

  /**
   * Names the failregexes that could match, and none if the prefregex cannot. Expressions see the
   * two parts of the line as one text.
   *
   * @param before what stands before the date
   * @param after what stands after it
   * @param candidates receives indices of failregexes and loses what it held before
   */
  void candidates(String before, String after, BitSet candidates);

  /**
   * The same for a line of nothing but ASCII characters, as bytes from {@code from} to {@code to}.
   *
   * @param cutFrom where the date begins
   * @param cutTo where it ends
   */
  default void candidates(
      byte[] bytes, int from, int cutFrom, int cutTo, int to, BitSet candidates) {
    candidates(
        new String(bytes, from, cutFrom - from, StandardCharsets.US_ASCII),
        new String(bytes, cutTo, to - cutTo, StandardCharsets.US_ASCII),
        candidates);
  }

  /** The screen that looks at nothing and names all. */
  static Screen namingAll(FilterRules rules) {
    int count = rules.failregex().size();
    return (_, _, candidates) -> {
      candidates.clear();
      candidates.set(0, count);
    };
  }
}
