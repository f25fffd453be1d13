package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.server.jail.JailSettings;

/**
 * Something about a jail that commands can set: how the words change the jail's settings, and what
 * the answer shows of them afterwards.
 *
 * @see JailOptions
 */
record JailOption(Change change, Shown shown) {

  /** Reads the words of a {@code set} command. */
  @FunctionalInterface
  interface Change {
    JailSettings apply(JailSettings settings, Words words) throws CommandFailure;
  }

  /** The answer of {@code get}, and of {@code set} after the change. */
  @FunctionalInterface
  interface Shown {
    Value of(JailSettings jail);
  }
}
