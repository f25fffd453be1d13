package fail2ban.engine.formula;

import java.util.Arrays;
import java.util.Optional;

/** What stands between two operands, with how tightly it binds. */
enum Operator {
  OR_BITS("|", 1),
  XOR_BITS("^", 2),
  AND_BITS("&", 3),
  SHIFT_LEFT("<<", 4),
  SHIFT_RIGHT(">>", 4),
  PLUS("+", 5),
  MINUS("-", 5),
  TIMES("*", 6),
  DIVIDED_BY("/", 6),
  FLOOR_DIVIDED_BY("//", 6),
  MODULO("%", 6),
  POWER("**", 7);

  /** The loosest and the tightest binding of those that group from left to right. */
  static final int LOOSEST = 1;

  static final int TIGHTEST = 6;

  private final String sign;
  private final int binding;

  Operator(String sign, int binding) {
    this.sign = sign;
    this.binding = binding;
  }

  String sign() {
    return sign;
  }

  /** The operator of that sign, if it binds that tightly. */
  static Optional<Operator> find(String sign, int binding) {
    return Arrays.stream(values())
        .filter(operator -> operator.binding == binding && operator.sign.equals(sign))
        .findFirst();
  }
}
