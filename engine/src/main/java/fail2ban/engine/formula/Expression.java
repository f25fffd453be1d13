package fail2ban.engine.formula;

import java.util.List;

/** A formula as a tree. */
sealed interface Expression {

  record Constant(Quantity value) implements Expression {}

  record Variable(String name) implements Expression {}

  /** {@code -x}, {@code +x}, {@code ~x}. */
  record Signed(char sign, Expression operand, Span place) implements Expression {}

  record Operation(Operator operator, Expression left, Expression right, Span place)
      implements Expression {}

  /** {@code a < b <= c}: as many relations as operands but one. */
  record Comparison(List<Expression> operands, List<Relation> relations) implements Expression {}

  /** The first operand if it decides, else the second. */
  record Both(Expression left, Expression right) implements Expression {}

  record Either(Expression left, Expression right) implements Expression {}

  record Not(Expression operand) implements Expression {}

  /** {@code then if condition else otherwise}. */
  record Choice(Expression then, Expression condition, Expression otherwise)
      implements Expression {}

  record Call(Function function, List<Expression> arguments, Span place) implements Expression {}

  /** {@code [a, b, c][index]}. */
  record Item(List<Expression> items, Expression index, Span place) implements Expression {}
}
