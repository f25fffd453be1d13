package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.FamilyScope;
import fail2ban.engine.action.Operation;
import fail2ban.server.enforce.ActionOutcome.Failed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out an action's bans and unbans, alone or many together, in what {@link Upkeep} keeps in
 * place for them. Every method waits for its commands and tells the log of failures. Used by one
 * thread at a time.
 */
final class Enforcer {

  private final Supplier<ActionCommands> commands;
  private final ActionLog log;
  private final Transactions transactions;
  private final Upkeep upkeep;

  /**
   * @param commands asked once per request, so that a changed property counts from the next one on
   */
  Enforcer(Supplier<ActionCommands> commands, Upkeep upkeep, CommandRunner runner, ActionLog log) {
    this.commands = commands;
    this.upkeep = upkeep;
    this.log = log;
    this.transactions = new Transactions(runner);
  }

  ActionOutcome ban(ActionTicket ticket) {
    if (isUnwanted(ticket)) {
      return ActionOutcome.SKIPPED;
    }
    FamilyScope scope = scopeOf(ticket);
    if (!upkeep.readyForBans(scope)) {
      return reported(Operation.BAN, ticket, log.failed(Operation.START));
    }
    return carriedOut(Operation.BAN, ticket, scope);
  }

  ActionOutcome unban(ActionTicket ticket) {
    FamilyScope scope = scopeOf(ticket);
    return environment(scope).holdsBans()
        ? carriedOut(Operation.UNBAN, ticket, scope)
        : ActionOutcome.SKIPPED;
  }

  ActionOutcome prolong(ActionTicket ticket) {
    FamilyScope scope = scopeOf(ticket);
    return isUnwanted(ticket) || !environment(scope).holdsBans()
        ? ActionOutcome.SKIPPED
        : carriedOut(Operation.PROLONG, ticket, scope);
  }

  /**
   * For an offender who is banned and fails all the same: looks whether the environments stand, and
   * bans again if his was lost since.
   */
  ActionOutcome reban(ActionTicket ticket) {
    FamilyScope scope = scopeOf(ticket);
    if (environment(scope).isStarted()
        && upkeep.checkIsDue()
        && upkeep.checkAll() instanceof Failed failed) {
      return failed;
    }
    if (!isLost(ticket)) {
      return ActionOutcome.SKIPPED;
    }
    return carriedOut(Operation.REBAN, ticket, scope);
  }

  /** How many requests of this operation {@link #together} may be given now; 1 if none. */
  int atOnce(Operation operation) {
    return transactions.size(operation);
  }

  /**
   * Bans or unbans many in one transaction, if each of them is a plain case.
   *
   * @return false if nothing was carried out: each is then to be asked alone, which finds out why
   */
  boolean together(Operation operation, List<ActionTicket> tickets) {
    List<ActionTicket> needed =
        operation == Operation.REBAN ? tickets.stream().filter(this::isLost).toList() : tickets;
    boolean plain = needed.stream().allMatch(ticket -> isPlain(operation, ticket));
    List<Optional<ActionCommand>> all =
        plain ? needed.stream().map(ticket -> command(operation, ticket)).toList() : List.of();
    boolean done = needed.isEmpty() || transactions.carriesOut(operation, all);
    if (done) {
      needed.forEach(ticket -> note(operation, ticket));
    }
    if (done && operation == Operation.REBAN) {
      needed.forEach(log::reban);
    }
    return done;
  }

  private boolean isLost(ActionTicket ticket) {
    return !isUnwanted(ticket) && environment(scopeOf(ticket)).hasLost(ticket.id());
  }

  /** True for a ban from the database where the action does not want such. */
  private boolean isUnwanted(ActionTicket ticket) {
    return ticket.ban().restored() && definition().skipsRestored();
  }

  /** True if nothing but the command is needed for it. */
  private boolean isPlain(Operation operation, ActionTicket ticket) {
    Environment environment = environment(scopeOf(ticket));
    return switch (operation) {
      case BAN -> environment.isStarted() && !isUnwanted(ticket);
      case REBAN -> environment.isStarted();
      case UNBAN -> environment.holdsBans();
      case START, STOP, FLUSH, RELOAD, CHECK, REPAIR, PROLONG -> false;
    };
  }

  private Optional<ActionCommand> command(Operation operation, ActionTicket ticket) {
    return commands.get().command(operation, scopeOf(ticket), ticket.tags());
  }

  private ActionOutcome carriedOut(Operation operation, ActionTicket ticket, FamilyScope scope) {
    if (operation == Operation.REBAN) {
      log.reban(ticket);
    }
    var failure = new Failed("Error %s %s".formatted(operation.gerund(), ticket.id().text()));
    Optional<ActionCommand> command = command(operation, ticket);
    Optional<Failed> failed = upkeep.attempted(operation, scope, command, failure);
    transactions.carriedOutAlone(operation, command, failed.isEmpty());
    if (failed.isPresent()) {
      environment(scope).failed(operation, ticket.id());
      return reported(operation, ticket, failed.get());
    }
    note(operation, ticket);
    return ActionOutcome.DONE;
  }

  private void note(Operation operation, ActionTicket ticket) {
    Environment environment = environment(scopeOf(ticket));
    if (operation == Operation.UNBAN) {
      environment.unbanned(ticket.id());
    } else {
      environment.banned(ticket.id());
    }
  }

  private ActionOutcome reported(Operation operation, ActionTicket ticket, Failed failure) {
    log.failed(operation, ticket, failure);
    return failure;
  }

  private FamilyScope scopeOf(ActionTicket ticket) {
    return commands.get().scopeOf(ticket);
  }

  private ActionDefinition definition() {
    return commands.get().definition();
  }

  private Environment environment(FamilyScope scope) {
    return upkeep.environment(scope);
  }
}
