package fail2ban.engine.date;

import fail2ban.engine.pyregex.PythonPattern;

/**
 * One form of timestamp. Immutable.
 *
 * @param name how operators see it, for example {@code Year-Month-Day}
 * @param pattern as the administrator wrote it; empty for the special forms
 * @param expression its group 1 is the date
 * @param anchored true if it can only match at the start of a line
 * @param weight how eagerly the detector moves it to the front
 */
record DateTemplate(
    String name, String pattern, DateExpression expression, boolean anchored, double weight) {

  PythonPattern regex() {
    return expression.regex();
  }

  TimeReader reader() {
    return expression.reader();
  }

  DateTemplate weighing(double newWeight) {
    return new DateTemplate(name, pattern, expression, anchored, newWeight);
  }
}
