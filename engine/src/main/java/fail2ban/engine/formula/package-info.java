/**
 * Arithmetic as administrators write it into {@code bantime.formula} and {@code bantime.factor}:
 * the part of Python's expressions that yields a number, with Python's results.
 *
 * <p>In: a text and the names that it may use. Out: a {@link fail2ban.engine.formula.Formula}, an
 * immutable tree that can be evaluated over and over, or a {@link
 * fail2ban.engine.formula.FormulaException} with the place of the fault. Nothing of Python is run,
 * so a formula can neither loop nor touch anything. Thread: none, all types are immutable.
 */
package fail2ban.engine.formula;
