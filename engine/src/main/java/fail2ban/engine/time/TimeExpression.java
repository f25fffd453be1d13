package fail2ban.engine.time;

import java.util.Optional;

/**
 * {@code 1d12h}, {@code 2*1h}, {@code (1w - 30m) / 2}: numbers with units, where things side by
 * side are added and the rest is arithmetic ({@code + - * / // %} and parentheses). A bare number
 * is seconds. fail2ban hands such a text to Python; this reads only what is a length of time.
 *
 * <p>Serves one text on one thread.
 */
public final class TimeExpression {

  /** Deep enough for people, shallow enough for the stack. */
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;
  private int depth;

  private TimeExpression(String text) {
    this.text = text;
  }

  /**
   * @throws TimeExpressionException if the text is anything else
   */
  public static Seconds parse(String text) throws TimeExpressionException {
    var expression = new TimeExpression(text);
    Seconds result = expression.sum();
    expression.skipBlanks();
    if (expression.at < text.length()) {
      throw expression.invalid();
    }
    return result;
  }

  private static final char END = '\0';

  private Seconds sum() throws TimeExpressionException {
    Seconds left = product();
    while (true) {
      char sign = skipBlanks();
      if (sign == '+' || sign == '-') {
        at++;
        left = add(left, product(), sign == '+' ? 1 : -1);
      } else if (startsNumber(sign)) {
        left = add(left, product(), 1);
      } else {
        return left;
      }
    }
  }

  private Seconds product() throws TimeExpressionException {
    Seconds left = signed();
    while (true) {
      char sign = skipBlanks();
      if (sign == '*') {
        at++;
        Seconds right = signed();
        left = seconds(left.number() * right.number(), left.fractional() || right.fractional());
      } else if (sign == '/' || sign == '%') {
        left = divided(left, operator(sign));
      } else {
        return left;
      }
    }
  }

  private String operator(char sign) {
    at++;
    if (sign == '/' && peek() == '/') {
      at++;
      return "//";
    }
    return String.valueOf(sign);
  }

  private Seconds divided(Seconds left, String operator) throws TimeExpressionException {
    int start = at;
    Seconds right = signed();
    if (right.number() == 0) {
      throw failure("division by zero", start);
    }
    double quotient = left.number() / right.number();
    boolean fractional = left.fractional() || right.fractional();
    return switch (operator) {
      case "/" -> seconds(quotient, true);
      case "//" -> seconds(Math.floor(quotient), fractional);
      default -> seconds(left.number() - Math.floor(quotient) * right.number(), fractional);
    };
  }

  private Seconds signed() throws TimeExpressionException {
    char first = skipBlanks();
    if (first != '+' && first != '-') {
      return term();
    }
    at++;
    deeper();
    Seconds result = add(new Seconds(0, false), signed(), first == '+' ? 1 : -1);
    depth--;
    return result;
  }

  private Seconds term() throws TimeExpressionException {
    char first = skipBlanks();
    if (first == '(') {
      int start = at++;
      deeper();
      Seconds inner = sum();
      depth--;
      if (skipBlanks() != ')') {
        throw failure("'(' was never closed", start);
      }
      at++;
      return inner;
    }
    if (!startsNumber(first)) {
      throw Character.isLetter(first) ? unknownName() : invalid();
    }
    return measured(number());
  }

  private Seconds measured(Seconds number) throws TimeExpressionException {
    skipBlanks();
    int start = at;
    String word = word();
    if (word.isEmpty()) {
      return number;
    }
    Optional<TimeUnit> unit = TimeUnit.spelled(word);
    if (unit.isEmpty()) {
      throw failure("unknown unit '" + word + "' in '" + text + "'", start);
    }
    Seconds length = unit.get().length();
    return seconds(number.number() * length.number(), number.fractional() || length.fractional());
  }

  private Seconds number() throws TimeExpressionException {
    int start = at;
    while (isDigit(peek())) {
      at++;
    }
    boolean fractional = peek() == '.';
    if (fractional) {
      at++;
      while (isDigit(peek())) {
        at++;
      }
    }
    String digits = text.substring(start, at);
    if (digits.equals(".")) {
      throw invalid();
    }
    return seconds(Double.parseDouble(digits), fractional);
  }

  private String word() {
    int start = at;
    while (Character.isLetter(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  private void deeper() throws TimeExpressionException {
    if (++depth > MAX_DEPTH) {
      throw failure("too many nested parentheses", at - 1);
    }
  }

  private char skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return peek();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsNumber(char c) {
    return isDigit(c) || c == '.';
  }

  private Seconds add(Seconds left, Seconds right, int sign) throws TimeExpressionException {
    return seconds(left.number() + sign * right.number(), left.fractional() || right.fractional());
  }

  private Seconds seconds(double number, boolean fractional) throws TimeExpressionException {
    if (Double.isNaN(number) || Math.abs(number) > Long.MAX_VALUE) {
      throw failure("too large", 0);
    }
    return new Seconds(number, fractional);
  }

  private TimeExpressionException unknownName() {
    int start = at;
    return failure("name '" + word() + "' is not defined", start);
  }

  private TimeExpressionException invalid() {
    int end = Math.min(text.length(), at + 1);
    return new TimeExpressionException("invalid syntax in '" + text + "'", at, end);
  }

  /** What is wrong reaches from the start to where reading stands. */
  private TimeExpressionException failure(String message, int start) {
    return new TimeExpressionException(message, start, Math.max(start, at));
  }
}
