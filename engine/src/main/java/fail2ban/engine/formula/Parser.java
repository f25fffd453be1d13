package fail2ban.engine.formula;

import fail2ban.engine.formula.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one formula by Python's grammar of expressions. Serves one text on one thread. */
final class Parser {

  /** Deep enough for people, shallow enough for the stack. */
  private static final int MAX_DEPTH = 60;

  private final List<Token> tokens;
  private final Set<String> names;
  private int next;
  private int depth;

  Parser(List<Token> tokens, Set<String> names) {
    this.tokens = tokens;
    this.names = names;
  }

  Expression parse() throws FormulaException {
    Expression whole = expression();
    if (peek().kind() != Kind.END) {
      throw invalid(peek());
    }
    return whole;
  }

  private Expression expression() throws FormulaException {
    deeper();
    Expression then = disjunction();
    if (take("if")) {
      Expression condition = disjunction();
      if (!take("else")) {
        throw new FormulaException("expected 'else' after 'if' expression", peek().place());
      }
      then = new Expression.Choice(then, condition, expression());
    }
    depth--;
    return then;
  }

  private Expression disjunction() throws FormulaException {
    Expression left = conjunction();
    while (take("or")) {
      left = new Expression.Either(left, conjunction());
    }
    return left;
  }

  private Expression conjunction() throws FormulaException {
    Expression left = negation();
    while (take("and")) {
      left = new Expression.Both(left, negation());
    }
    return left;
  }

  private Expression negation() throws FormulaException {
    if (!take("not")) {
      return comparison();
    }
    deeper();
    var negated = new Expression.Not(negation());
    depth--;
    return negated;
  }

  private Expression comparison() throws FormulaException {
    var operands = new ArrayList<Expression>();
    var relations = new ArrayList<Relation>();
    operands.add(operation(Operator.LOOSEST));
    for (Optional<Relation> relation = relation(); relation.isPresent(); relation = relation()) {
      relations.add(relation.get());
      operands.add(operation(Operator.LOOSEST));
    }
    return relations.isEmpty()
        ? operands.getFirst()
        : new Expression.Comparison(operands, relations);
  }

  private Optional<Relation> relation() {
    Optional<Relation> relation = Relation.find(peek().text());
    relation.ifPresent(_ -> next++);
    return relation;
  }

  private Expression operation(int binding) throws FormulaException {
    if (binding > Operator.TIGHTEST) {
      return signed();
    }
    Expression left = operation(binding + 1);
    Optional<Operator> operator = Operator.find(peek().text(), binding);
    while (operator.isPresent()) {
      Span place = advance().place();
      left = new Expression.Operation(operator.get(), left, operation(binding + 1), place);
      operator = Operator.find(peek().text(), binding);
    }
    return left;
  }

  private Expression signed() throws FormulaException {
    Token sign = peek();
    if (!sign.is("-") && !sign.is("+") && !sign.is("~")) {
      return power();
    }
    next++;
    deeper();
    Expression operand = signed();
    depth--;
    return new Expression.Signed(sign.text().charAt(0), operand, sign.place());
  }

  /** Binds tighter than a sign on its left, looser than one on its right. */
  private Expression power() throws FormulaException {
    Expression base = atom();
    Token sign = peek();
    if (!take(Operator.POWER.sign())) {
      return base;
    }
    deeper();
    Expression exponent = signed();
    depth--;
    return new Expression.Operation(Operator.POWER, base, exponent, sign.place());
  }

  private Expression atom() throws FormulaException {
    Token token = advance();
    return switch (token.kind()) {
      case WHOLE -> new Expression.Constant(whole(token.text()));
      case REAL -> new Expression.Constant(Quantity.real(Double.parseDouble(token.text())));
      case NAME -> named(token);
      case SIGN -> enclosed(token);
      case END -> throw invalid(token);
    };
  }

  private static Quantity whole(String digits) {
    int radix =
        digits.length() < 3
            ? 10
            : switch (digits.charAt(1)) {
              case 'x', 'X' -> 16;
              case 'o', 'O' -> 8;
              case 'b', 'B' -> 2;
              default -> 10;
            };
    return new Quantity.Whole(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
  }

  private Expression named(Token token) throws FormulaException {
    String name = token.text();
    if (names.contains(name)) {
      return new Expression.Variable(name);
    }
    Optional<Quantity> constant = Functions.constant(name);
    if (constant.isPresent()) {
      return new Expression.Constant(constant.get());
    }
    Optional<Function> function = Functions.find(name);
    if (function.isEmpty()) {
      throw new FormulaException("name '" + name + "' is not defined", token.place());
    }
    if (!take("(")) {
      throw new FormulaException("'" + name + "' needs its arguments", token.place());
    }
    return call(function.get(), token, list(")", token));
  }

  private Expression call(Function function, Token name, List<Expression> arguments)
      throws FormulaException {
    Span place = name.place().until(tokens.get(next - 1).place());
    if (arguments.size() < function.least() || arguments.size() > function.most()) {
      throw new FormulaException(
          "%s() takes %s, %d given"
              .formatted(function.name(), function.arguments(), arguments.size()),
          place);
    }
    return new Expression.Call(function, arguments, place);
  }

  private Expression enclosed(Token opening) throws FormulaException {
    if (opening.is("(")) {
      Expression inner = expression();
      close(")", opening);
      return inner;
    }
    if (!opening.is("[")) {
      throw invalid(opening);
    }
    List<Expression> items = list("]", opening);
    if (!take("[")) {
      throw new FormulaException("a list needs an index: [1, 2, 4][ban.Count]", opening.place());
    }
    Expression index = expression();
    close("]", opening);
    return new Expression.Item(items, index, opening.place().until(tokens.get(next - 1).place()));
  }

  private List<Expression> list(String closing, Token opening) throws FormulaException {
    var items = new ArrayList<Expression>();
    while (!peek().is(closing)) {
      items.add(expression());
      if (!take(",")) {
        break;
      }
    }
    close(closing, opening);
    return items;
  }

  private void close(String closing, Token opening) throws FormulaException {
    if (peek().kind() == Kind.END) {
      throw new FormulaException("'" + opening.text() + "' was never closed", opening.place());
    }
    if (!take(closing)) {
      throw invalid(peek());
    }
  }

  private void deeper() throws FormulaException {
    if (++depth > MAX_DEPTH) {
      throw new FormulaException("too many nested parentheses", peek().place());
    }
  }

  private boolean take(String word) {
    boolean taken = peek().is(word);
    if (taken) {
      next++;
    }
    return taken;
  }

  private Token advance() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private static FormulaException invalid(Token token) {
    return new FormulaException(
        token.kind() == Kind.END ? "unexpected end" : "invalid syntax", token.place());
  }
}
