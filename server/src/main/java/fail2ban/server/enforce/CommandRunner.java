package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;

/** Runs a command to its end. Safe on any number of threads at once. */
@FunctionalInterface
public interface CommandRunner {

  /**
   * Waits until the command has ended or its time is over. Never throws for what a command does.
   */
  CommandOutcome run(ActionCommand command);
}
