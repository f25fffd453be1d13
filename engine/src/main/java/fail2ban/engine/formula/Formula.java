package fail2ban.engine.formula;

import java.util.Set;

/**
 * An expression that can be evaluated. Immutable.
 *
 * @param text as it was written
 */
public record Formula(String text, Expression root) {

  /**
   * Reads numbers, {@code + - * / // % ** << >> & | ^ ~}, comparisons, {@code and or not}, {@code a
   * if c else b}, lists with an index, the functions of {@code math}, {@code random.random}, {@code
   * random.uniform}, {@code random.randint}, and {@code min max int float round abs pow}.
   *
   * @param names of the variables that it may use
   * @throws FormulaException if it is anything else
   */
  public static Formula parse(String text, Set<String> names) throws FormulaException {
    return new Formula(text, new Parser(Tokens.of(text), names).parse());
  }

  /**
   * The value that Python would have; functions of {@code math} may differ in the last digit.
   *
   * @throws FormulaException where Python raises an exception, and for whole numbers of more than
   *     some 30,000 digits
   */
  public Quantity evaluate(Variables variables) throws FormulaException {
    return new Evaluation(variables).of(root);
  }
}
