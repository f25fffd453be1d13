package fail2ban.engine.time;

import fail2ban.engine.value.Value;

/**
 * A number of seconds that remembers whether it is Python's {@code int} or {@code float}, since
 * that decides how it is printed. Immutable.
 *
 * @param number may be negative: -1 means for ever
 * @param fractional true for a {@code float}, even a round one such as {@code 5400.0}
 */
public record Seconds(double number, boolean fractional) {
  public Seconds {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("not a length of time: " + number);
    }
  }

  /** Whole seconds, cut towards zero as {@code int()} does. */
  public long whole() {
    return (long) number;
  }

  public Value toValue() {
    return fractional ? new Value.Real(number) : new Value.Whole((long) number);
  }

  /** As Python prints it: {@code 5400} or {@code 5400.0}. */
  @Override
  public String toString() {
    return toValue().toString();
  }
}
