package fail2ban.engine.formula;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A function that formulas may call.
 *
 * @param least arguments that it needs
 * @param most arguments that it takes
 */
record Function(String name, int least, int most, Body body) {

  /** What it does; throws {@link ArithmeticException} where Python raises an exception. */
  @FunctionalInterface
  interface Body {
    Quantity apply(List<Quantity> arguments, DoubleSupplier random);
  }

  String arguments() {
    String few = least + (least == 1 ? " argument" : " arguments");
    if (least == most) {
      return few;
    }
    return most == Integer.MAX_VALUE
        ? "at least " + few
        : "%d to %d arguments".formatted(least, most);
  }
}
