package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.address.FailureId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a command to its end. Safe on any number of threads at once. */
@FunctionalInterface
public interface CommandRunner {

  /**
   * Waits until the command has ended or its time is over. Never throws for what a command does.
   */
  CommandOutcome run(ActionCommand command);

  /** Whether it could be one of many that {@link #runTogether} carries out at once. */
  default boolean joins(ActionCommand command) {
    return false;
  }

  /**
   * Carries out many commands of the same operation as one, within the time that one may take.
   *
   * @return false if that was not possible; then none of them has been carried out, and nothing has
   *     been said about it
   */
  default boolean runTogether(List<ActionCommand> commands) {
    return false;
  }

  /**
   * Looks what the kernel holds where this command would put its address.
   *
   * @return empty if that cannot be told from the command; nobody, if there is no such place
   */
  default Optional<Set<FailureId>> held(ActionCommand ban) {
    return Optional.empty();
  }

  /**
   * Asks to be told, on some thread, when a table of the kernel's firewall was taken away by
   * whomever. Not every runner notices.
   *
   * @return ends it
   */
  default Runnable whenTablesGo(Runnable listener) {
    return () -> {};
  }
}
