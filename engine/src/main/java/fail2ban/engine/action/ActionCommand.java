package fail2ban.engine.action;

import java.time.Duration;
import java.util.List;

/**
 * One command, ready to run as {@code /bin/sh -c SCRIPT ARGUMENT…}. Whoever runs it may choose
 * another way with the same effect.
 *
 * @param script shell text; may have several lines, whose last exit code counts
 * @param arguments the values for {@code $0}, {@code $1} … of the script
 * @param timeout how long it may take
 */
public record ActionCommand(String script, List<String> arguments, Duration timeout) {

  public ActionCommand {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout);
    }
    arguments = List.copyOf(arguments);
  }
}
