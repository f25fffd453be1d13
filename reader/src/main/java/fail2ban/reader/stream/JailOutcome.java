package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import java.util.List;

/**
 * What became of one enabled jail. Immutable.
 *
 * @param commands without the final {@code start}; a single {@code config-error} if there is no
 *     jail
 */
record JailOutcome(String name, Fate fate, List<Command> commands) {

  /** Whether the server will have the jail. */
  enum Fate {
    STARTED,
    /** Left out as the administrator wanted it. */
    SKIPPED,
    BROKEN
  }

  JailOutcome {
    commands = List.copyOf(commands);
  }

  /** A jail that is wrong: the server is told only why it is not there. */
  static JailOutcome broken(String name, String reason) {
    String text =
        "Jail " + PythonRepr.quote(name) + " skipped, because of wrong configuration: " + reason;
    return absent(name, Fate.BROKEN, text);
  }

  static JailOutcome skipped(String name, String text) {
    return absent(name, Fate.SKIPPED, text);
  }

  private static JailOutcome absent(String name, Fate fate, String text) {
    return new JailOutcome(name, fate, List.of(Command.of("config-error", text)));
  }

  boolean is(Fate wanted) {
    return fate == wanted;
  }
}
