package fail2ban.engine.pyregex;

/**
 * A text that can be looked at only so often. The matcher asks for every character it compares, so
 * counting here bounds the time that a search can take, whatever the pattern. Belongs to one
 * search.
 */
final class BudgetedText implements CharSequence {

  private final String text;
  private final int length;
  private long steps;

  BudgetedText(String text, int length, long steps) {
    this.text = text;
    this.length = length;
    this.steps = steps;
  }

  /** Nothing is left of the budget. Carries no stack trace: it is thrown from deep recursion. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("out of steps", null, false, false);
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (--steps < 0) {
      throw new Spent();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text.substring(0, length);
  }
}
