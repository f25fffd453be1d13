package fail2ban.server.control;

import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.JailSettings;

/** The options of increasing ban times, {@code bantime.increment} and its kin. */
final class BanTimeWords {

  private BanTimeWords() {}

  /**
   * The settings with the option; an empty value takes it back. What fail2ban would choke on at the
   * next ban is refused here.
   */
  static JailSettings change(String name, JailSettings jail, Words words) throws CommandFailure {
    Value value = read(name, words);
    try {
      return jail.withBanTimeOptions(jail.banTimeOptions().with(name, value));
    } catch (FormulaException e) {
      throw CommandFailure.badValue(
          "%s at character %d of %s"
              .formatted(e.getMessage(), e.from() + 1, PythonRepr.repr(value)));
    } catch (NumberFormatException _) {
      throw CommandFailure.notANumber(PythonRepr.str(value));
    }
  }

  private static Value read(String name, Words words) throws CommandFailure {
    if (name.equals("increment")) {
      return Value.bool(words.truth());
    }
    if (words.take("")) {
      return Value.NONE;
    }
    return switch (name) {
      case "maxtime", "rndtime" -> Value.whole(words.seconds());
      case "overalljails" -> words.value();
      case String _ -> Value.text(words.text());
    };
  }
}
