package fail2ban.server.control;

import fail2ban.engine.time.Seconds;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a command, taken one after the other. Words come as text from a command line and as
 * numbers, truth values or lists from a configuration.
 */
final class Words {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Set<String> TRUE_WORDS = Set.of("1", "on", "true", "yes");

  private final List<Value> words;
  private int next;

  Words(List<Value> words) {
    this.words = List.copyOf(words);
  }

  boolean more() {
    return next < words.size();
  }

  /** True if a dict comes next, which only configurations send. */
  boolean nextIsMapping() {
    return more() && words.get(next) instanceof Value.Mapping;
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

  /** What the next word would be is to be looked at later; that there is one is known now. */
  void requireMore() throws CommandFailure {
    if (!more()) {
      throw CommandFailure.missingWord();
    }
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
    String digits = text.strip();
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw WHOLE.matcher(digits).matches()
          ? CommandFailure.badValue("number out of range: " + digits)
          : CommandFailure.notANumber(text);
    }
  }

  /** A length of time: a number of seconds or an expression such as {@code 1d12h}. */
  long seconds() throws CommandFailure {
    return time().whole();
  }

  /** The same with its fraction. */
  Seconds time() throws CommandFailure {
    String text = text();
    try {
      return TimeExpression.parse(text);
    } catch (TimeExpressionException e) {
      throw CommandFailure.badTime(String.valueOf(e.getMessage()));
    }
  }

  /** A truth value: {@code 1, on, true, yes} in any case; everything else is false. */
  boolean truth() throws CommandFailure {
    return TRUE_WORDS.contains(text().toLowerCase(Locale.ROOT));
  }

  /** The items of a list word; a word that is none counts as a list of itself. */
  List<String> items() throws CommandFailure {
    return switch (value()) {
      case Value.Sequence list -> list.items().stream().map(PythonRepr::str).toList();
      case Value word -> List.of(PythonRepr.str(word));
    };
  }
}
