package fail2ban.reader.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. Stateless. */
public final class NearMiss {

  /** So many letters are enough to mean a word that begins with them. */
  private static final int ABBREVIATION = 4;

  private NearMiss() {}

  /**
   * @param candidates in order of preference
   * @return the nearest candidate, if it is near: one edit in short words, one in three letters in
   *     longer ones, or it begins with the word; upper and lower case are the same
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(candidate -> !candidate.equals(word) && !candidate.isEmpty())
        .filter(candidate -> near(wanted, candidate.toLowerCase(Locale.ROOT)))
        .min(
            Comparator.comparingInt(
                candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))));
  }

  /** {@code , did you mean 'x'?}, or nothing where no word is near. */
  public static String question(String word, Collection<String> candidates) {
    return of(word, candidates).map(", did you mean '%s'?"::formatted).orElse("");
  }

  private static boolean near(String wanted, String candidate) {
    int shorter = Math.min(wanted.length(), candidate.length());
    int longer = Math.max(wanted.length(), candidate.length());
    int allowed = shorter > 1 ? Math.max(1, shorter / 3) : -1;
    boolean begun = wanted.length() >= ABBREVIATION && candidate.startsWith(wanted);
    return begun || (longer - shorter <= allowed && distance(wanted, candidate) <= allowed);
  }

  /** Letters to insert, delete, replace, or swap with their neighbour. */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cheapest(int[][] cost, String left, String right, int i, int j) {
    boolean same = left.charAt(i - 1) == right.charAt(j - 1);
    int best =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
