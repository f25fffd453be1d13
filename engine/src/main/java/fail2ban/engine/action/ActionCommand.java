package fail2ban.engine.action;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One command, ready to run as {@code /bin/sh -c SCRIPT ARGUMENT…}, or a mail to send instead.
 * Whoever runs it may choose another way with the same effect.
 *
 * @param script shell text; may have several lines, whose last exit code counts
 * @param arguments the values for {@code $0}, {@code $1} … of the script
 * @param timeout how long it may take
 * @param mail what is sent instead; the script is then empty
 */
public record ActionCommand(
    String script, List<String> arguments, Duration timeout, Optional<Mail> mail) {

  public ActionCommand {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout);
    }
    arguments = List.copyOf(arguments);
  }

  public ActionCommand(String script, List<String> arguments, Duration timeout) {
    this(script, arguments, timeout, Optional.empty());
  }

  static ActionCommand sending(Mail mail, Duration timeout) {
    return new ActionCommand("", List.of(), timeout, Optional.of(mail));
  }

  /** Whether a failed one may be tried once more: a mail might come twice then. */
  public boolean repeatable() {
    return mail.isEmpty();
  }
}
