package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
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
 * Keeps up what an action has put in place for its bans, its chains, sets and tables: makes it,
 * looks after it, mends what was lost and takes it away. Every method waits for its commands and
 * tells the log of failures. Used by one thread at a time.
 */
final class Upkeep {

  /** fail2ban looks no more often whether an environment still stands. */
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(3);

  private final Supplier<ActionCommands> commands;
  private final Surroundings around;
  private final ActionLog log;
  private final Map<FamilyScope, Environment> environments = new EnumMap<>(FamilyScope.class);
  private final LossLimit losses = new LossLimit();
  private Instant lastCheck = Instant.MIN;
  private final AtomicInteger epoch = new AtomicInteger();
  private volatile boolean bansLeft;

  Upkeep(Supplier<ActionCommands> commands, Surroundings around, ActionLog log) {
    this.commands = commands;
    this.around = around;
    this.log = log;
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
    return inEach(where(Environment::mayStand), Operation.STOP);
  }

  ActionOutcome reload() {
    return inEach(where(Environment::isStarted), Operation.RELOAD);
  }

  /** Lifts all bans at once; not needed where none is held. */
  ActionOutcome flush() {
    List<FamilyScope> scopes =
        where(environment -> environment.mayStand() && environment.holdsBans());
    return scopes.isEmpty() ? ActionOutcome.SKIPPED : inEach(scopes, Operation.FLUSH);
  }

  /**
   * Looks whether all that was started still stands, and mends what does not. What failed may be
   * tried again from now on.
   */
  ActionOutcome check() {
    environments.values().forEach(Environment::giveFailedAnotherTry);
    return checkAll();
  }

  /** The same, but nothing that failed is tried again. */
  ActionOutcome checkAll() {
    List<ActionOutcome> outcomes = where(Environment::isStarted).stream().map(this::check).toList();
    return outcomes.stream()
        .filter(Failed.class::isInstance)
        .findFirst()
        .orElse(ActionOutcome.DONE);
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
  boolean readyForBans(FamilyScope scope) {
    Environment environment = environment(scope);
    boolean onDemand = definition().startsOnDemand();
    if (environment.isStarted() || (environment.hasFailedToStart() && !onDemand)) {
      return true;
    }
    Optional<ActionCommand> command = startOf(scope);
    boolean shared = environments.values().stream().anyMatch(other -> other.wasStartedBy(command));
    return started(scope, command, shared || run(command)) || !onDemand;
  }

  /** Runs a command and, if it fails, sees to what it needs and runs it once more. */
  Optional<Failed> attempted(
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

  boolean checkIsDue() {
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
    tellOfLoss();
    return Optional.empty();
  }

  /** An action that does not want bans from the database does not want these again either. */
  private void tellOfLoss() {
    if (!definition().skipsRestored() && losses.mayTell(around.clock().instant())) {
      around.bansLost().accept(definition().name());
    }
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

  private Optional<ActionCommand> startOf(FamilyScope scope) {
    return commands.get().command(Operation.START, scope, tags(scope));
  }

  private List<FamilyScope> where(Predicate<Environment> condition) {
    return environments.keySet().stream()
        .filter(scope -> condition.test(environment(scope)))
        .toList();
  }

  Environment environment(FamilyScope scope) {
    return environments.computeIfAbsent(scope, _ -> new Environment());
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
