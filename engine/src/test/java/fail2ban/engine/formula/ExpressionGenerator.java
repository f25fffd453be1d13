package fail2ban.engine.formula;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes formulas, sensible and not. */
final class ExpressionGenerator {

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "//", "%", "<", "<=", "==", "!=", ">", "and", "or", "&", "|", "^");

  private static final List<String> FUNCTIONS =
      List.of(
          "abs",
          "int",
          "float",
          "round",
          "math.floor",
          "math.ceil",
          "math.trunc",
          "math.exp",
          "math.log",
          "math.sqrt",
          "math.log2",
          "math.log10",
          "math.log1p",
          "math.fabs",
          "math.expm1");

  private final RandomGenerator random;

  ExpressionGenerator(RandomGenerator random) {
    this.random = random;
  }

  String expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(10)) {
      case 0 -> leaf();
      case 1 -> any("-", "+", "~", "not ") + expression(depth - 1);
      case 2 -> "(" + expression(depth - 1) + ")";
      case 3 -> one(FUNCTIONS) + "(" + expression(depth - 1) + ")";
      case 4 ->
          any("min", "max") + "(" + expression(depth - 1) + ", " + expression(depth - 1) + ")";
      case 5 ->
          "(%s if %s else %s)"
              .formatted(expression(depth - 1), expression(depth - 1), expression(depth - 1));
      case 6 -> "(" + expression(depth - 1) + ")" + any(" ** ", "<<", ">>") + random.nextInt(-2, 9);
      default -> "%s %s %s".formatted(expression(depth - 1), one(OPERATORS), expression(depth - 1));
    };
  }

  private String leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> "ban.Time";
      case 1 -> "ban.Count";
      case 2 -> "banFactor";
      case 3 -> Double.toString(Math.scalb((double) random.nextInt(-999, 999), -3));
      case 4 -> any("1e300", "9007199254740993", "0.1", "2.5", "-0.0", "10**20", "1e-7");
      default -> Integer.toString(random.nextInt(100));
    };
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
