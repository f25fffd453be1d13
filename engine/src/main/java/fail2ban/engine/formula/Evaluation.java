package fail2ban.engine.formula;

import fail2ban.engine.formula.Expression.Both;
import fail2ban.engine.formula.Expression.Call;
import fail2ban.engine.formula.Expression.Choice;
import fail2ban.engine.formula.Expression.Comparison;
import fail2ban.engine.formula.Expression.Constant;
import fail2ban.engine.formula.Expression.Either;
import fail2ban.engine.formula.Expression.Item;
import fail2ban.engine.formula.Expression.Not;
import fail2ban.engine.formula.Expression.Operation;
import fail2ban.engine.formula.Expression.Signed;
import fail2ban.engine.formula.Expression.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Walks a tree, in Python's order. Immutable. */
record Evaluation(Variables variables) {

  Quantity of(Expression expression) throws FormulaException {
    return switch (expression) {
      case Constant(var value) -> value;
      case Variable(var name) -> variable(name);
      case Signed(char sign, var operand, var place) -> {
        Quantity value = of(operand);
        yield at(place, () -> Arithmetic.signed(sign, value));
      }
      case Operation(var operator, var left, var right, var place) -> {
        Quantity first = of(left);
        Quantity second = of(right);
        yield at(place, () -> Arithmetic.apply(operator, first, second));
      }
      case Comparison comparison -> compared(comparison);
      case Both(var left, var right) -> {
        Quantity first = of(left);
        yield first.truth() ? of(right) : first;
      }
      case Either(var left, var right) -> {
        Quantity first = of(left);
        yield first.truth() ? first : of(right);
      }
      case Not(var operand) -> Quantity.truth(!of(operand).truth());
      case Choice(var then, var condition, var otherwise) ->
          of(of(condition).truth() ? then : otherwise);
      case Call(var function, var arguments, var place) -> {
        List<Quantity> values = all(arguments);
        yield at(place, () -> function.body().apply(values, variables.random()));
      }
      case Item item -> item(item);
    };
  }

  private Quantity variable(String name) {
    Quantity value = variables.values().get(name);
    if (value == null) {
      throw new IllegalStateException("no value given for " + name);
    }
    return value;
  }

  /** Later operands are not evaluated once a relation does not hold. */
  private Quantity compared(Comparison comparison) throws FormulaException {
    Quantity left = of(comparison.operands().getFirst());
    for (int index = 0; index < comparison.relations().size(); index++) {
      Quantity right = of(comparison.operands().get(index + 1));
      if (!comparison.relations().get(index).holds(left, right)) {
        return Quantity.ZERO;
      }
      left = right;
    }
    return Quantity.ONE;
  }

  private Quantity item(Item item) throws FormulaException {
    List<Quantity> values = all(item.items());
    Quantity index = of(item.index());
    if (!(index instanceof Quantity.Whole(BigInteger number))) {
      throw new FormulaException(
          "list indices must be integers or slices, not float", item.place());
    }
    BigInteger size = BigInteger.valueOf(values.size());
    BigInteger place = number.signum() < 0 ? number.add(size) : number;
    if (place.signum() < 0 || place.compareTo(size) >= 0) {
      throw new FormulaException("list index out of range", item.place());
    }
    return values.get(place.intValue());
  }

  private List<Quantity> all(List<Expression> expressions) throws FormulaException {
    var values = new ArrayList<Quantity>(expressions.size());
    for (Expression expression : expressions) {
      values.add(of(expression));
    }
    return values;
  }

  private static Quantity at(Span place, Supplier<Quantity> calculation) throws FormulaException {
    try {
      return calculation.get();
    } catch (ArithmeticException e) {
      throw new FormulaException(String.valueOf(e.getMessage()), place);
    }
  }
}
