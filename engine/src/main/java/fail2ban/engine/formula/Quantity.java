package fail2ban.engine.formula;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A number of Python's: an {@code int} of any size or a {@code float}. */
public sealed interface Quantity {

  /** An {@code int}; truth values are 0 and 1, as in Python. */
  record Whole(BigInteger number) implements Quantity {

    @Override
    public double toDouble() {
      double real = number.doubleValue();
      if (Double.isInfinite(real)) {
        throw new ArithmeticException("int too large to convert to float");
      }
      return real;
    }

    @Override
    public boolean truth() {
      return number.signum() != 0;
    }

    @Override
    public String typeName() {
      return "int";
    }
  }

  /** A {@code float}. */
  record Real(double number) implements Quantity {

    @Override
    public double toDouble() {
      return number;
    }

    @Override
    public boolean truth() {
      return number != 0;
    }

    @Override
    public String typeName() {
      return "float";
    }
  }

  Quantity ZERO = whole(0);
  Quantity ONE = whole(1);

  static Quantity whole(long number) {
    return new Whole(BigInteger.valueOf(number));
  }

  static Quantity real(double number) {
    return new Real(number);
  }

  static Quantity truth(boolean truth) {
    return truth ? ONE : ZERO;
  }

  /**
   * @throws ArithmeticException if it is too large for one
   */
  double toDouble();

  /** False for zero only. */
  boolean truth();

  /** What Python calls its type. */
  String typeName();

  /** Compares as Python does, exactly: false for everything if one of them is no number. */
  default boolean isGreaterThan(Quantity other) {
    return comparable(other) && order(other) > 0;
  }

  /** False if one of the two is {@code nan}, which is neither less, equal nor greater. */
  default boolean comparable(Quantity other) {
    return !isNan(this) && !isNan(other);
  }

  /** Less than, equal to or greater than zero; both must be numbers. */
  default int order(Quantity other) {
    if (this instanceof Whole(BigInteger mine) && other instanceof Whole(BigInteger theirs)) {
      return mine.compareTo(theirs);
    }
    if (isInfinite(this) || isInfinite(other)) {
      return Double.compare(direction(this), direction(other));
    }
    return exact(this).compareTo(exact(other));
  }

  private static boolean isNan(Quantity quantity) {
    return quantity instanceof Real(double number) && Double.isNaN(number);
  }

  private static boolean isInfinite(Quantity quantity) {
    return quantity instanceof Real(double number) && Double.isInfinite(number);
  }

  private static double direction(Quantity quantity) {
    return isInfinite(quantity) ? quantity.toDouble() : 0;
  }

  private static BigDecimal exact(Quantity quantity) {
    return switch (quantity) {
      case Whole(BigInteger number) -> new BigDecimal(number);
      case Real(double number) -> new BigDecimal(number);
    };
  }
}
