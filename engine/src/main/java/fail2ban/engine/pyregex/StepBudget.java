package fail2ban.engine.pyregex;

/**
 * How many characters one search may look at before it is given up. Scaled to the text's length, so
 * that an honest pattern on a long line is not cut short while a backtracking one is.
 *
 * @param base steps allowed for any text
 * @param perCharacter further steps for each character of the text
 */
public record StepBudget(long base, long perCharacter) {

  /** However long the text is: about a second. An honest search needs a few steps a character. */
  private static final long MOST = 100_000_000;

  /** Enough for every shipped filter on every honest line. */
  public static final StepBudget STANDARD = new StepBudget(100_000, 1_000);

  public StepBudget {
    if (base < 1 || perCharacter < 0) {
      throw new IllegalArgumentException("budget of " + base + " + " + perCharacter);
    }
  }

  long stepsFor(int length) {
    return Math.min(MOST, base + perCharacter * length);
  }
}
