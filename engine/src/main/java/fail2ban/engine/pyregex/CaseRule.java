package fail2ban.engine.pyregex;

import java.util.stream.IntStream;

/** Which code points count as the same letter. */
enum CaseRule {
  /** Only itself. */
  EXACT,
  /** {@code (?ia)}: A–Z and a–z. */
  FOLD_ASCII,
  /** {@code (?i)}: as {@link CaseFolding} says, so that {@code k} also matches the Kelvin sign. */
  FOLD_UNICODE;

  /** Other code points that are the same letter as one of a range; they may lie in the range. */
  IntStream variants(int first, int last) {
    return switch (this) {
      case EXACT -> IntStream.empty();
      case FOLD_ASCII -> CaseFolding.asciiVariants(first, last);
      case FOLD_UNICODE -> CaseFolding.unicodeVariants(first, last);
    };
  }
}
