package fail2ban.engine.formula;

import java.util.Arrays;
import java.util.Optional;

/** A comparison of two numbers. */
enum Relation {
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  static Optional<Relation> find(String sign) {
    return Arrays.stream(values()).filter(relation -> relation.sign.equals(sign)).findFirst();
  }

  boolean holds(Quantity left, Quantity right) {
    return left.comparable(right) ? holds(left.order(right)) : this == NOT_EQUAL;
  }

  private boolean holds(int order) {
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
    };
  }
}
