package fail2ban.server.main;

import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.server.control.CommandFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a section as what they mean; an empty one counts as not written. Immutable. */
record SectionOptions(String section, Map<String, String> written) {

  private static final Set<String> YES = Set.of("1", "on", "true", "yes");
  private static final Set<String> NO = Set.of("0", "off", "false", "no");

  SectionOptions {
    written = Map.copyOf(written);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(written.get(name)).map(String::strip).filter(it -> !it.isEmpty());
  }

  boolean truth(String name, boolean otherwise) throws CommandFailure {
    Optional<String> word = text(name).map(text -> text.toLowerCase(Locale.ROOT));
    if (word.isEmpty()) {
      return otherwise;
    }
    if (!YES.contains(word.get()) && !NO.contains(word.get())) {
      throw bad(name, "yes or no");
    }
    return YES.contains(word.get());
  }

  /** At least a second. */
  Duration duration(String name, String otherwise) throws CommandFailure {
    try {
      long seconds = TimeExpression.parse(text(name).orElse(otherwise)).whole();
      if (seconds >= 1) {
        return Duration.ofSeconds(seconds);
      }
    } catch (TimeExpressionException _) {
      // Said below, with the option's name.
    }
    throw bad(name, "a time of at least a second");
  }

  CommandFailure bad(String name, String wanted) {
    return CommandFailure.badValue(
        "[%s] %s = %s is not %s".formatted(section, name, written.get(name), wanted));
  }
}
