package fail2ban.engine.formula;

import fail2ban.engine.formula.Quantity.Real;
import fail2ban.engine.formula.Quantity.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Python's operators: on two whole numbers exact and of any size, else in doubles. What Python
 * answers with an exception is an {@link ArithmeticException} with its message. Stateless.
 */
final class Arithmetic {

  /** Of a result: no ban time needs more, and without a bound a typing error takes all memory. */
  private static final int MOST_BITS = 100_000;

  /** Whole numbers below this are exact as doubles, so their quotient is rounded once. */
  private static final int EXACT_BITS = 53;

  private static final MathContext DIGITS = new MathContext(80);

  private Arithmetic() {}

  static Quantity signed(char sign, Quantity operand) {
    return switch (operand) {
      case Whole(BigInteger number) ->
          switch (sign) {
            case '-' -> new Whole(number.negate());
            case '~' -> new Whole(number.not());
            default -> operand;
          };
      case Real(double number) ->
          switch (sign) {
            case '-' -> new Real(-number);
            case '~' -> throw new ArithmeticException("bad operand type for unary ~: 'float'");
            default -> operand;
          };
    };
  }

  static Quantity apply(Operator operator, Quantity left, Quantity right) {
    return left instanceof Whole(BigInteger one) && right instanceof Whole(BigInteger other)
        ? ofWholes(operator, one, other)
        : ofReals(operator, left, right);
  }

  private static Quantity ofWholes(Operator operator, BigInteger left, BigInteger right) {
    return switch (operator) {
      case PLUS -> whole(left.add(right));
      case MINUS -> whole(left.subtract(right));
      case TIMES -> whole(left.multiply(right));
      case DIVIDED_BY -> divided(left, right);
      case FLOOR_DIVIDED_BY -> whole(floorDivided(left, right)[0]);
      case MODULO -> whole(floorDivided(left, right)[1]);
      case POWER -> power(left, right);
      case SHIFT_LEFT -> whole(left.shiftLeft(places(left, right)));
      case SHIFT_RIGHT -> whole(left.shiftRight(places(right)));
      case AND_BITS -> whole(left.and(right));
      case OR_BITS -> whole(left.or(right));
      case XOR_BITS -> whole(left.xor(right));
    };
  }

  private static Quantity ofReals(Operator operator, Quantity one, Quantity other) {
    return switch (operator) {
      case PLUS -> new Real(one.toDouble() + other.toDouble());
      case MINUS -> new Real(one.toDouble() - other.toDouble());
      case TIMES -> new Real(one.toDouble() * other.toDouble());
      case DIVIDED_BY -> new Real(one.toDouble() / divisor(other, "float division by zero"));
      case FLOOR_DIVIDED_BY ->
          new Real(floorDivided(one.toDouble(), divisor(other, "float floor division by zero")));
      case MODULO -> new Real(modulo(one.toDouble(), divisor(other, "float modulo")));
      case POWER -> new Real(power(one.toDouble(), other.toDouble()));
      case SHIFT_LEFT, SHIFT_RIGHT, AND_BITS, OR_BITS, XOR_BITS ->
          throw new ArithmeticException(
              "unsupported operand type(s) for %s: '%s' and '%s'"
                  .formatted(operator.sign(), one.typeName(), other.typeName()));
    };
  }

  static Quantity whole(BigInteger number) {
    if (number.bitLength() > MOST_BITS) {
      throw tooLarge();
    }
    return new Whole(number);
  }

  private static ArithmeticException tooLarge() {
    return new ArithmeticException("integer too large");
  }

  private static Quantity divided(BigInteger left, BigInteger right) {
    notZero(right);
    if (left.bitLength() <= EXACT_BITS && right.bitLength() <= EXACT_BITS) {
      return new Real(left.doubleValue() / right.doubleValue());
    }
    double quotient = new BigDecimal(left).divide(new BigDecimal(right), DIGITS).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw new ArithmeticException("integer division result too large for a float");
    }
    return new Real(quotient);
  }

  /** Quotient and remainder; the remainder has the divisor's sign. */
  private static BigInteger[] floorDivided(BigInteger left, BigInteger right) {
    notZero(right);
    BigInteger[] both = left.divideAndRemainder(right);
    if (both[1].signum() * right.signum() < 0) {
      both[0] = both[0].subtract(BigInteger.ONE);
      both[1] = both[1].add(right);
    }
    return both;
  }

  private static void notZero(BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
  }

  private static double divisor(Quantity quantity, String complaint) {
    double number = quantity.toDouble();
    if (number == 0) {
      throw new ArithmeticException(complaint);
    }
    return number;
  }

  private static Quantity power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return new Real(power(new Whole(base).toDouble(), new Whole(exponent).toDouble()));
    }
    boolean flat = base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0;
    if (flat) {
      return new Whole(flatPower(base, exponent));
    }
    if (exponent.bitLength() > 31
        || (long) base.bitLength() * exponent.intValue() > 2L * MOST_BITS) {
      throw tooLarge();
    }
    return whole(base.pow(exponent.intValue()));
  }

  /** A power of −1, 0 or 1. */
  private static BigInteger flatPower(BigInteger base, BigInteger exponent) {
    if (exponent.signum() == 0) {
      return BigInteger.ONE;
    }
    return exponent.testBit(0) ? base : base.abs();
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new ArithmeticException("0.0 cannot be raised to a negative power");
    }
    if (base == 1) {
      return 1;
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    double result = Math.pow(base, exponent);
    boolean finite = Double.isFinite(base) && Double.isFinite(exponent);
    if (finite && Double.isNaN(result)) {
      throw new ArithmeticException("a root of a negative number is no real number");
    }
    if (finite && Double.isInfinite(result)) {
      throw new ArithmeticException("Numerical result out of range");
    }
    return result;
  }

  private static int places(BigInteger number, BigInteger count) {
    int places = places(count);
    if (number.signum() != 0 && (long) places + number.bitLength() > MOST_BITS) {
      throw tooLarge();
    }
    return number.signum() == 0 ? 0 : places;
  }

  private static int places(BigInteger count) {
    if (count.signum() < 0) {
      throw new ArithmeticException("negative shift count");
    }
    return count.bitLength() > 31 ? Integer.MAX_VALUE : count.intValue();
  }

  private static double modulo(double left, double right) {
    double rest = left % right;
    if (rest == 0) {
      return Math.copySign(0.0, right);
    }
    return rest < 0 == right < 0 ? rest : rest + right;
  }

  /** The steps by which Python avoids that rounding leads one too far. */
  private static double floorDivided(double left, double right) {
    double rest = left % right;
    double quotient = (left - rest) / right;
    if (rest != 0 && rest < 0 != right < 0) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, left / right);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }
}
