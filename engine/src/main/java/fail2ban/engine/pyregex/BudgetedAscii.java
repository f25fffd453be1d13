package fail2ban.engine.pyregex;

import java.nio.charset.StandardCharsets;

/** A {@link BudgetedText} of nothing but ASCII. Belongs to one search. */
final class BudgetedAscii implements CharSequence {

  private final byte[] bytes;
  private final int length;
  private long steps;

  BudgetedAscii(byte[] bytes, int length, long steps) {
    this.bytes = bytes;
    this.length = length;
    this.steps = steps;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (--steps < 0) {
      throw new BudgetedText.Spent();
    }
    return (char) bytes[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
