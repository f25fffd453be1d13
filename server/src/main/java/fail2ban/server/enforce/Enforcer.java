package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.FamilyScope;
import fail2ban.engine.action.NoBanTags;
import fail2ban.engine.action.Operation;
import fail2ban.engine.action.TagSource;
import fail2ban.server.enforce.ActionOutcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries out what an action is asked, knowing what it has put in place so far, and mends what has
 * been lost. Every method waits for its commands and tells the log of failures. Used by one thread
 * at a time.
 */
final class Enforcer {

  /** fail2ban looks no more often whether an environment still stands. */
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(3);

  private final Supplier<ActionCommands> commands;
  private final Surroundings around;
  private final ActionLog log;
  private final Transactions transactions;
  private final Map<FamilyScope, Environment> environments = new EnumMap<>(FamilyScope.class);
  private Instant lastCheck = Instant.MIN;
  private final AtomicInteger epoch = new AtomicInteger();
  private volatile boolean bansLeft;

  /**
   * @param commands asked once per request, so that a changed property counts from the next one on
   */
  Enforcer(Supplier<ActionCommands> commands, Surroundings around, ActionLog log) {
    this.commands = commands;
    this.around = around;
    this.log = log;
    this.transactions = new Transactions(around.runner());
  }

  /** A server that was killed may have left bans: to be called before the start. Any thread. */
  void expectLeftBans() {
    bansLeft = true;
  }

  ActionOutcome start() {
    boolean clears = bansLeft && definition().has(Operation.FLUSH);
    if (definition().startsOnDemand() && !clears) {
      return ActionOutcome.SKIPPED;
    }
    ActionOutcome started =
        inEach(commands.get().scopesToStart(around.ipv6Allowed().getAsBoolean()), Operation.START);
    ActionOutcome cleared =
        clears ? inEach(where(Environment::isStarted), Operation.FLUSH) : ActionOutcome.DONE;
    return started instanceof Failed ? started : cleared;
  }

  ActionOutcome stop() {
    return inEach(where(Environment::isStarted), Operation.STOP);
  }

  ActionOutcome reload() {
    return inEach(where(Environment::isStarted), Operation.RELOAD);
  }

  /** Lifts all bans at once; not needed where none is held. */
  ActionOutcome flush() {
    List<FamilyScope> scopes =
        where(environment -> environment.isStarted() && environment.holdsBans());
    return scopes.isEmpty() ? ActionOutcome.SKIPPED : inEach(scopes, Operation.FLUSH);
  }

  /** Looks whether all that was started still stands, and mends what does not. */
  ActionOutcome check() {
    List<ActionOutcome> outcomes = where(Environment::isStarted).stream().map(this::check).toList();
    return outcomes.stream()
        .filter(Failed.class::isInstance)
        .findFirst()
        .orElse(ActionOutcome.DONE);
  }

  ActionOutcome ban(ActionTicket ticket) {
    if (ticket.ban().restored() && definition().skipsRestored()) {
      return ActionOutcome.SKIPPED;
    }
    FamilyScope scope = scopeOf(ticket);
    if (!readyForBans(scope)) {
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
    boolean unwanted = ticket.ban().restored() && definition().skipsRestored();
    FamilyScope scope = scopeOf(ticket);
    return unwanted || !environment(scope).holdsBans()
        ? ActionOutcome.SKIPPED
        : carriedOut(Operation.PROLONG, ticket, scope);
  }

  /**
   * For an offender who is banned and fails all the same: looks whether the environment stands, and
   * bans again if it was lost since.
   */
  ActionOutcome reban(ActionTicket ticket) {
    FamilyScope scope = scopeOf(ticket);
    if (environment(scope).isStarted() && checkIsDue() && check(scope) instanceof Failed failed) {
      return failed;
    }
    boolean unwanted = ticket.ban().restored() && definition().skipsRestored();
    if (unwanted || !environment(scope).hasLost(ticket.id())) {
      return ActionOutcome.SKIPPED;
    }
    log.reban(ticket);
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
    boolean plain = tickets.stream().allMatch(ticket -> isPlain(operation, ticket));
    List<Optional<ActionCommand>> all =
        plain ? tickets.stream().map(ticket -> command(operation, ticket)).toList() : List.of();
    boolean done = transactions.carriesOut(operation, all);
    if (done) {
      tickets.forEach(ticket -> note(operation, ticket));
    }
    return done;
  }

  /** True if nothing but the command is needed for it. */
  private boolean isPlain(Operation operation, ActionTicket ticket) {
    boolean unwanted = ticket.ban().restored() && definition().skipsRestored();
    Environment environment = environment(scopeOf(ticket));
    return operation == Operation.BAN
        ? environment.isStarted() && !unwanted
        : environment.holdsBans();
  }

  private Optional<ActionCommand> command(Operation operation, ActionTicket ticket) {
    return commands.get().command(operation, scopeOf(ticket), ticket.tags());
  }

  /** How often an environment was found to be lost. Safe on any thread. */
  int epoch() {
    return epoch.get();
  }

  /** What runs the same command for several families runs once. */
  private ActionOutcome inEach(Collection<FamilyScope> scopes, Operation operation) {
    Instant now = around.clock().instant();
    var done = new HashMap<Optional<ActionCommand>, Boolean>();
    boolean allDone = true;
    for (FamilyScope scope : scopes) {
      TagSource tags = tags(scope, now);
      Optional<ActionCommand> command = commands.get().command(operation, scope, tags);
      boolean success =
          done.computeIfAbsent(command, _ -> attempted(operation, scope, command).isEmpty());
      note(operation, scope, command, success);
      allDone &= success;
    }
    return allDone ? ActionOutcome.DONE : reported(operation, log.failed(operation));
  }

  /** Only a flush is worth a second try; what failed to start is started again by the next ban. */
  private Optional<Failed> attempted(
      Operation operation, FamilyScope scope, Optional<ActionCommand> command) {
    Failed failure = log.failed(operation);
    if (operation == Operation.FLUSH) {
      return attempted(operation, scope, command, failure);
    }
    return run(command) ? Optional.empty() : Optional.of(failure);
  }

  private void note(
      Operation operation, FamilyScope scope, Optional<ActionCommand> command, boolean success) {
    switch (operation) {
      case START -> started(scope, command, success);
      case STOP -> environment(scope).stopped();
      case FLUSH -> {
        if (success) {
          environment(scope).flushed();
        }
      }
      case RELOAD, BAN, UNBAN, PROLONG, REBAN, CHECK, REPAIR -> {}
    }
  }

  private boolean started(FamilyScope scope, Optional<ActionCommand> command, boolean success) {
    if (success) {
      environment(scope).started(command);
    } else {
      environment(scope).startFailed();
    }
    return success;
  }

  /**
   * Where a start has failed, an action that does not start on demand tries to ban all the same.
   */
  private boolean readyForBans(FamilyScope scope) {
    Environment environment = environment(scope);
    boolean onDemand = definition().startsOnDemand();
    if (environment.isStarted() || (environment.hasFailedToStart() && !onDemand)) {
      return true;
    }
    Optional<ActionCommand> command = startOf(scope);
    boolean shared = environments.values().stream().anyMatch(other -> other.wasStartedBy(command));
    return started(scope, command, shared || run(command)) || !onDemand;
  }

  private ActionOutcome carriedOut(Operation operation, ActionTicket ticket, FamilyScope scope) {
    var failure = new Failed("Error %s %s".formatted(operation.gerund(), ticket.id().text()));
    Optional<ActionCommand> command = command(operation, ticket);
    Optional<Failed> failed = attempted(operation, scope, command, failure);
    transactions.carriedOutAlone(operation, command, failed.isEmpty());
    if (failed.isPresent()) {
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

  /** Runs a command and, if it fails, sees to what it needs and runs it once more. */
  private Optional<Failed> attempted(
      Operation operation, FamilyScope scope, Optional<ActionCommand> command, Failed failure) {
    if (run(command)) {
      return Optional.empty();
    }
    if (!stands(scope)) {
      boolean lifting = operation == Operation.UNBAN || operation == Operation.FLUSH;
      if (lifting && !definition().repairsOnUnban()) {
        log.unbanImpossible();
        return Optional.of(failure);
      }
      Optional<Failed> unrepaired = repair(scope, failure);
      if (unrepaired.isPresent()) {
        return unrepaired;
      }
    }
    boolean again = command.map(ActionCommand::repeatable).orElse(true);
    return again && run(command) ? Optional.empty() : Optional.of(failure);
  }

  private ActionOutcome check(FamilyScope scope) {
    if (stands(scope)) {
      return ActionOutcome.DONE;
    }
    Optional<Failed> unrepaired = repair(scope, log.failed(Operation.CHECK));
    return unrepaired.isPresent() ? unrepaired.get() : ActionOutcome.DONE;
  }

  private boolean checkIsDue() {
    Instant now = around.clock().instant();
    boolean due = lastCheck.equals(Instant.MIN) || !now.isBefore(lastCheck.plus(BETWEEN_CHECKS));
    if (due) {
      lastCheck = now;
    }
    return due;
  }

  private boolean stands(FamilyScope scope) {
    return run(Operation.CHECK, scope, tags(scope));
  }

  private Optional<Failed> repair(FamilyScope scope, Failed failure) {
    log.environmentLost();
    epoch.incrementAndGet();
    environment(scope).lost();
    if (!restored(scope)) {
      return Optional.of(log.failed(Operation.START));
    }
    if (!stands(scope)) {
      log.notRestored();
      return Optional.of(failure);
    }
    return Optional.empty();
  }

  private boolean restored(FamilyScope scope) {
    if (definition().has(Operation.REPAIR)) {
      run(Operation.REPAIR, scope, tags(scope));
      return true;
    }
    run(Operation.STOP, scope, tags(scope));
    environment(scope).stopped();
    Optional<ActionCommand> start = startOf(scope);
    return started(scope, start, run(start));
  }

  private boolean run(Operation operation, FamilyScope scope, TagSource tags) {
    return run(commands.get().command(operation, scope, tags));
  }

  private boolean run(Optional<ActionCommand> command) {
    return command.map(around.runner()::run).map(CommandOutcome::succeeded).orElse(true);
  }

  private ActionOutcome reported(Operation operation, Failed failure) {
    log.failed(operation, failure);
    return failure;
  }

  private ActionOutcome reported(Operation operation, ActionTicket ticket, Failed failure) {
    log.failed(operation, ticket, failure);
    return failure;
  }

  private Optional<ActionCommand> startOf(FamilyScope scope) {
    return commands.get().command(Operation.START, scope, tags(scope));
  }

  private List<FamilyScope> where(Predicate<Environment> condition) {
    return environments.keySet().stream()
        .filter(scope -> condition.test(environment(scope)))
        .toList();
  }

  private Environment environment(FamilyScope scope) {
    return environments.computeIfAbsent(scope, _ -> new Environment());
  }

  private FamilyScope scopeOf(ActionTicket ticket) {
    return commands.get().scopeOf(ticket);
  }

  private ActionDefinition definition() {
    return commands.get().definition();
  }

  private TagSource tags(FamilyScope scope) {
    return tags(scope, around.clock().instant());
  }

  private TagSource tags(FamilyScope scope, Instant now) {
    return NoBanTags.of(now, scope, around.jail().get(), around.lookups());
  }
}
