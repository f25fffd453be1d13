package fail2ban.server.control;

import fail2ban.engine.value.Value;
import java.util.List;

/**
 * Carries out commands. Called from one thread per connection, so by several at once; the commands
 * of one connection come one after the other.
 */
@FunctionalInterface
public interface CommandService {

  /**
   * Carries out one command and returns when it is done: for {@code stop}, after the shutdown.
   *
   * @param command the command word and its arguments, never empty
   * @return what the client is told
   * @throws CommandFailure if the command is refused or fails; the client is told and it is logged
   */
  Value execute(List<Value> command) throws CommandFailure;
}
