package fail2ban.server.control;

import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a command, taken one after the other. Words come as text from a command line and as
 * numbers, truth values or lists from a configuration.
 */
final class Words {

  private static final Set<String> TRUE_WORDS = Set.of("1", "on", "true", "yes");

  private final List<Value> words;
  private int next;

  Words(List<Value> words) {
    this.words = List.copyOf(words);
  }

  boolean more() {
    return next < words.size();
  }

  int remaining() {
    return words.size() - next;
  }

  /** True, and the word is taken, if it comes next. */
  boolean take(String word) {
    boolean taken = more() && PythonRepr.str(words.get(next)).equals(word);
    if (taken) {
      next++;
    }
    return taken;
  }

  Value value() throws CommandFailure {
    if (!more()) {
      throw CommandFailure.missingWord();
    }
    return words.get(next++);
  }

  String text() throws CommandFailure {
    return PythonRepr.str(value());
  }

  /** The words that are left, as text. */
  List<String> texts() {
    var rest = new ArrayList<String>();
    while (more()) {
      rest.add(PythonRepr.str(words.get(next++)));
    }
    return rest;
  }

  /** A whole number, as Python's {@code int()} takes it. */
  int number() throws CommandFailure {
    Value value = value();
    if (value instanceof Value.Real real) {
      return (int) real.number();
    }
    if (value instanceof Value.Bool bool) {
      return bool.truth() ? 1 : 0;
    }
    String text = PythonRepr.str(value);
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      throw CommandFailure.notANumber(text);
    }
  }

  /** A length of time: a number of seconds or an expression such as {@code 1d12h}. */
  long seconds() throws CommandFailure {
    String text = text();
    try {
      return TimeExpression.parse(text).whole();
    } catch (TimeExpressionException e) {
      throw CommandFailure.badTime(String.valueOf(e.getMessage()));
    }
  }

  /** A truth value: {@code 1, on, true, yes} in any case; everything else is false. */
  boolean truth() throws CommandFailure {
    return TRUE_WORDS.contains(text().toLowerCase(Locale.ROOT));
  }

  /** The items of a list word, or the words that are left. */
  List<String> items() {
    if (more() && words.get(next) instanceof Value.Sequence list) {
      next++;
      return list.items().stream().map(PythonRepr::str).toList();
    }
    return texts();
  }
}
