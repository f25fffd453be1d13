package fail2ban.server.jail;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.action.Operation;
import fail2ban.engine.action.SelfReferenceException;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.log.Log;
import fail2ban.server.enforce.CommandOutcome;
import fail2ban.server.enforce.CommandRunner;
import java.util.function.Supplier;

/**
 * {@code ignorecommand}: an administrator's program that says by its exit status whether a failure
 * counts. It sees the failure through the same tags as an action does.
 *
 * <p>Safe on any thread; {@link #ignores} waits for the program.
 */
final class IgnoreCommand {

  private static final int COUNTS = 1;

  private final ActionCommands command;
  private final CommandRunner runner;
  private final Supplier<JailFacts> facts;
  private final Lookups lookups;
  private final Log log;

  IgnoreCommand(
      String command, CommandRunner runner, Supplier<JailFacts> facts, Lookups lookups, Log log) {
    this.command = commands(command);
    this.runner = runner;
    this.facts = facts;
    this.lookups = lookups;
    this.log = log;
  }

  /** What the program is told of a failure. */
  ActionTicket ticket(FailureId id, Failure failure) {
    var asBan =
        new Ban(
            id,
            failure.time(),
            new BanTime(0),
            0,
            failure.attempts(),
            failure.matches(),
            failure.groups(),
            false);
    return ActionTicket.of(asBan, facts.get(), lookups);
  }

  /** True if the program ends with 0; any trouble with it counts as no. */
  boolean ignores(ActionTicket ticket) {
    return command
        .command(Operation.BAN, command.scopeOf(ticket), ticket.tags())
        .map(runner::run)
        .map(this::verdict)
        .orElse(false);
  }

  private boolean verdict(CommandOutcome outcome) {
    boolean expected =
        outcome instanceof CommandOutcome.Exited(int code, var _) && (code == 0 || code == COUNTS);
    if (!expected) {
      log.error("ignorecommand did not end with 0 or 1, the failure counts: " + outcome);
    }
    return outcome.succeeded();
  }

  private static ActionCommands commands(String command) {
    try {
      return ActionCommands.of(
          new ActionDefinition("ignorecommand").with(Operation.BAN.option(), command));
    } catch (SelfReferenceException e) {
      throw new IllegalStateException("one property cannot refer to itself through others", e);
    }
  }
}
