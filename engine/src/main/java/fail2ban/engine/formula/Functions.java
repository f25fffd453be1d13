package fail2ban.engine.formula;

import fail2ban.engine.formula.Quantity.Real;
import fail2ban.engine.formula.Quantity.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions and constants that formulas may name. Stateless. */
final class Functions {

  private static final Map<String, Quantity> CONSTANTS =
      Map.of(
          "True", Quantity.ONE,
          "False", Quantity.ZERO,
          "math.pi", new Real(Math.PI),
          "math.e", new Real(Math.E),
          "math.tau", new Real(Math.TAU),
          "math.inf", new Real(Double.POSITIVE_INFINITY),
          "math.nan", new Real(Double.NaN));

  private static final Map<String, Function> FUNCTIONS = functions();

  private Functions() {}

  static Optional<Quantity> constant(String name) {
    return Optional.ofNullable(CONSTANTS.get(name));
  }

  static Optional<Function> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }

  private static Map<String, Function> functions() {
    var all = new HashMap<String, Function>();
    builtins(all);
    whole(all);
    real(all);
    random(all);
    return Map.copyOf(all);
  }

  private static void builtins(Map<String, Function> all) {
    many(all, "max", (best, next) -> next.isGreaterThan(best) ? next : best);
    many(all, "min", (best, next) -> best.isGreaterThan(next) ? next : best);
    add(all, "abs", 1, 1, (given, _) -> absolute(given.getFirst()));
    add(all, "float", 1, 1, (given, _) -> new Real(given.getFirst().toDouble()));
    add(all, "int", 1, 1, (given, _) -> rounded(given.getFirst(), RoundingMode.DOWN));
    add(all, "round", 1, 2, (given, _) -> rounded(given));
    add(
        all,
        "pow",
        2,
        2,
        (given, _) -> Arithmetic.apply(Operator.POWER, given.getFirst(), given.get(1)));
  }

  private static void whole(Map<String, Function> all) {
    add(all, "math.floor", 1, 1, (given, _) -> rounded(given.getFirst(), RoundingMode.FLOOR));
    add(all, "math.ceil", 1, 1, (given, _) -> rounded(given.getFirst(), RoundingMode.CEILING));
    add(all, "math.trunc", 1, 1, (given, _) -> rounded(given.getFirst(), RoundingMode.DOWN));
  }

  private static void real(Map<String, Function> all) {
    real(all, "exp", Math::exp);
    real(all, "expm1", Math::expm1);
    real(all, "log10", Math::log10);
    real(all, "log1p", Math::log1p);
    real(all, "sqrt", Math::sqrt);
    real(all, "fabs", Math::abs);
    real(all, "sin", Math::sin);
    real(all, "cos", Math::cos);
    real(all, "tan", Math::tan);
    real(all, "atan", Math::atan);
    real(all, "tanh", Math::tanh);
    add(all, "math.log2", 1, 1, (given, _) -> new Real(logarithm(given.getFirst()) / Math.log(2)));
    add(all, "math.log", 1, 2, (given, _) -> logarithm(given));
    add(all, "math.pow", 2, 2, (given, _) -> power(given.getFirst(), given.get(1)));
    add(all, "math.fmod", 2, 2, (given, _) -> remainder(given.getFirst(), given.get(1)));
    add(
        all,
        "math.hypot",
        2,
        2,
        (given, _) -> new Real(Math.hypot(given.getFirst().toDouble(), given.get(1).toDouble())));
  }

  private static void random(Map<String, Function> all) {
    add(all, "random.random", 0, 0, (_, random) -> new Real(random.getAsDouble()));
    add(
        all,
        "random.uniform",
        2,
        2,
        (given, random) -> {
          double low = given.getFirst().toDouble();
          return new Real(low + (given.get(1).toDouble() - low) * random.getAsDouble());
        });
    add(
        all,
        "random.randint",
        2,
        2,
        (given, random) -> drawn(given.getFirst(), given.get(1), random.getAsDouble()));
  }

  private static void add(
      Map<String, Function> all, String name, int least, int most, Function.Body body) {
    all.put(name, new Function(name, least, most, body));
  }

  private static void many(Map<String, Function> all, String name, BinaryOperator<Quantity> of) {
    add(all, name, 2, Integer.MAX_VALUE, (given, _) -> given.stream().reduce(of).orElseThrow());
  }

  /** Python tells a result that is no number, or none that there is, by exceptions. */
  private static void real(Map<String, Function> all, String name, DoubleUnaryOperator of) {
    add(
        all,
        "math." + name,
        1,
        1,
        (given, _) -> {
          double argument = given.getFirst().toDouble();
          return checked(of.applyAsDouble(argument), Double.isFinite(argument), argument <= 0);
        });
  }

  private static Quantity checked(double result, boolean finite, boolean pole) {
    if (finite && (Double.isNaN(result) || (pole && Double.isInfinite(result)))) {
      throw new ArithmeticException("math domain error");
    }
    if (finite && Double.isInfinite(result)) {
      throw new ArithmeticException("math range error");
    }
    return new Real(result);
  }

  private static Quantity absolute(Quantity given) {
    return switch (given) {
      case Whole(BigInteger number) -> new Whole(number.abs());
      case Real(double number) -> new Real(Math.abs(number));
    };
  }

  private static Quantity rounded(Quantity given, RoundingMode mode) {
    return switch (given) {
      case Whole whole -> whole;
      case Real(double number) -> new Whole(exact(number).setScale(0, mode).toBigIntegerExact());
    };
  }

  private static BigDecimal exact(double number) {
    if (!Double.isFinite(number)) {
      throw new ArithmeticException(
          Double.isNaN(number)
              ? "cannot convert float NaN to integer"
              : "cannot convert float infinity to integer");
    }
    return new BigDecimal(number);
  }

  private static Quantity rounded(List<Quantity> given) {
    if (given.size() == 1) {
      return rounded(given.getFirst(), RoundingMode.HALF_EVEN);
    }
    int digits = digits(given.get(1));
    return switch (given.getFirst()) {
      case Whole(BigInteger number) ->
          new Whole(
              new BigDecimal(number)
                  .setScale(Math.min(0, digits), RoundingMode.HALF_EVEN)
                  .toBigIntegerExact());
      case Real(double number) ->
          Double.isFinite(number)
              ? new Real(
                  new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue())
              : new Real(number);
    };
  }

  private static int digits(Quantity given) {
    if (!(given instanceof Whole(BigInteger number))) {
      throw new ArithmeticException("'float' object cannot be interpreted as an integer");
    }
    return Math.clamp(
        number.bitLength() > 31 ? 400L * number.signum() : number.longValue(), -400, 400);
  }

  private static Quantity logarithm(List<Quantity> given) {
    double natural = logarithm(given.getFirst());
    if (given.size() == 1) {
      return new Real(natural);
    }
    double base = logarithm(given.get(1));
    if (base == 0) {
      throw new ArithmeticException("float division by zero");
    }
    return new Real(natural / base);
  }

  /** Of whole numbers of any size. */
  private static double logarithm(Quantity given) {
    if (!given.isGreaterThan(Quantity.ZERO) && given.comparable(Quantity.ZERO)) {
      throw new ArithmeticException("math domain error");
    }
    return switch (given) {
      case Real(double number) -> Math.log(number);
      case Whole(BigInteger number) -> {
        int far = Math.max(0, number.bitLength() - 1000);
        yield Math.log(number.shiftRight(far).doubleValue()) + far * Math.log(2);
      }
    };
  }

  private static Quantity power(Quantity base, Quantity exponent) {
    double one = base.toDouble();
    double other = exponent.toDouble();
    boolean finite = Double.isFinite(one) && Double.isFinite(other);
    return one == 1 ? new Real(1) : checked(Math.pow(one, other), finite, one == 0);
  }

  private static Quantity remainder(Quantity left, Quantity right) {
    double one = left.toDouble();
    double other = right.toDouble();
    boolean number = !Double.isNaN(one) && !Double.isNaN(other);
    return checked(one % other, number, false);
  }

  private static Quantity drawn(Quantity low, Quantity high, double random) {
    if (!(low instanceof Whole(BigInteger from)) || !(high instanceof Whole(BigInteger to))) {
      throw new ArithmeticException("randint needs whole numbers");
    }
    BigInteger count = to.subtract(from).add(BigInteger.ONE);
    if (count.signum() <= 0) {
      throw new ArithmeticException("empty range for randint");
    }
    return new Whole(
        from.add(new BigDecimal(count).multiply(new BigDecimal(random)).toBigInteger()));
  }
}
