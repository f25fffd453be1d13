package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import java.util.List;
import java.util.Optional;

/**
 * What became of one enabled jail. Immutable.
 *
 * @param commands without the final {@code start}; a single {@code config-error} if broken
 */
record JailOutcome(String name, List<Command> commands, boolean broken) {
  JailOutcome {
    commands = List.copyOf(commands);
  }

  /** A jail that tells the server only why it is not there. */
  static JailOutcome broken(String name, String reason) {
    String text =
        "Jail " + PythonRepr.quote(name) + " skipped, because of wrong configuration: " + reason;
    return new JailOutcome(name, List.of(Command.of(Optional.empty(), "config-error", text)), true);
  }
}
