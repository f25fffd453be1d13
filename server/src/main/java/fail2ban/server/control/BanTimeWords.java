package fail2ban.server.control;

import fail2ban.engine.value.Value;
import java.util.List;

/** The options of increasing ban times, {@code bantime.increment} and its kin. */
final class BanTimeWords {

  static final List<String> NAMES =
      List.of(
          "increment", "factor", "formula", "multipliers", "maxtime", "rndtime", "overalljails");

  private BanTimeWords() {}

  /** The value to keep; an empty one takes the option back. */
  static Value read(String name, Words words) throws CommandFailure {
    return switch (name) {
      case "increment", "overalljails" -> Value.bool(words.truth());
      case "maxtime", "rndtime" -> Value.whole(words.seconds());
      case String _ -> {
        String text = words.text();
        yield text.isEmpty() ? Value.NONE : Value.text(text);
      }
    };
  }
}
