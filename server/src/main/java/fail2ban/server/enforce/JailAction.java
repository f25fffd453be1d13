package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.Operation;
import fail2ban.engine.address.FailureId;
import fail2ban.server.count.ActionCounters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * One action of a jail. Requests are carried out one after the other, in the order they were made;
 * no method waits for it. Actions do not wait for each other.
 *
 * <p>Bans that wait one behind the other become one transaction of the kernel where the commands
 * allow it, and so do unbans: the more wait, the less each costs.
 *
 * <p>The queue refuses nothing: requests that cancel out leave it, which bounds it by the offenders
 * that the jail holds, and a long one is a WARNING in the log.
 *
 * <p>Safe on any thread. What is attached to an outcome runs on the action's thread and holds it
 * up.
 */
public final class JailAction {

  private final Surroundings around;
  private final ActionLog log;
  private final Upkeep upkeep;
  private final Enforcer enforcer;
  private final Object lock = new Object();
  private final RequestQueue queue;
  private final Backlog backlog;
  private final Runnable deaf;
  private final ActionCounters counters = new ActionCounters();
  private boolean working;
  private volatile ActionCommands commands;

  public JailAction(ActionCommands commands, Surroundings around) {
    this.commands = commands;
    this.around = around;
    this.log =
        new ActionLog(around.jail().get().name(), commands.definition().name(), around.logs());
    this.upkeep = new Upkeep(this::commands, around, log);
    this.enforcer = new Enforcer(this::commands, upkeep, around.runner(), log);
    this.queue = new RequestQueue(operation -> commands().definition().has(operation));
    this.backlog = new Backlog(log);
    this.deaf = around.runner().whenTablesGo(this::check);
  }

  public String name() {
    return commands.definition().name();
  }

  /** As configured and set by now. */
  public ActionCommands commands() {
    return commands;
  }

  /** Sets properties; counts from the next request that is carried out. */
  public void change(ActionCommands changed) {
    commands = changed;
  }

  /** How often the action's environment was lost and restored, fail2ban's {@code banEpoch}. */
  public int epoch() {
    return upkeep.epoch();
  }

  public ActionCounters counters() {
    return counters;
  }

  /** Requests not yet begun. */
  public int waiting() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** With the jail; skipped by an action that starts on demand. */
  public CompletionStage<ActionOutcome> start() {
    return ask(Request.of(Operation.START));
  }

  /**
   * With a jail whose last server was killed: what that left in place is made sure of, and all bans
   * in it are lifted, because some may be over by now. An action without {@code actionflush} just
   * starts.
   */
  public CompletionStage<ActionOutcome> takeOver() {
    upkeep.expectLeftBans();
    return start();
  }

  /** Starts the environment first if need be; skipped if restored and not wanted for such. */
  public CompletionStage<ActionOutcome> ban(ActionTicket ticket) {
    return ask(Request.of(Operation.BAN, ticket));
  }

  /** Skipped, with the ban, if that has not begun; and where nothing was ever banned. */
  public CompletionStage<ActionOutcome> unban(ActionTicket ticket) {
    return ask(Request.of(Operation.UNBAN, ticket));
  }

  /** The ban time of an existing ban has grown. */
  public CompletionStage<ActionOutcome> prolong(ActionTicket ticket) {
    return ask(Request.of(Operation.PROLONG, ticket));
  }

  /** The offender failed again although banned: bans again if the environment was lost since. */
  public CompletionStage<ActionOutcome> reban(ActionTicket ticket) {
    return ask(Request.of(Operation.REBAN, ticket));
  }

  /** Lifts all bans; skipped by an action without {@code actionflush}: unban each, then. */
  public CompletionStage<ActionOutcome> flush() {
    return ask(Request.of(Operation.FLUSH));
  }

  /** Looks whether the environment stands and mends it if it does not. */
  public CompletionStage<ActionOutcome> check() {
    return ask(Request.of(Operation.CHECK));
  }

  /**
   * Compares what should be banned with what the kernel holds; asks beside what the action is doing
   * at the time.
   */
  public CompletionStage<Enforcement> enforcement(List<FailureId> bans) {
    return CompletableFuture.supplyAsync(
        () -> new Inspection(commands, around).of(bans, waiting()), around.threads());
  }

  /** Takes the new form and tells the action; what it has in place stays. */
  public CompletionStage<ActionOutcome> reload(ActionCommands changed) {
    change(changed);
    return ask(Request.of(Operation.RELOAD));
  }

  /**
   * Takes away what was put in place. Bans that have not begun are skipped: the database has them,
   * the next start restores them. Unbans asked for before are still carried out.
   */
  public CompletionStage<ActionOutcome> stop() {
    deaf.run();
    return ask(Request.of(Operation.STOP));
  }

  private CompletionStage<ActionOutcome> ask(Request request) {
    List<Request> moot;
    boolean begin;
    synchronized (lock) {
      moot = queue.add(request);
      backlog.grown(queue.size());
      begin = !working && queue.size() > 0;
      working |= begin;
    }
    if (request.operation() == Operation.STOP && !moot.isEmpty()) {
      log.droppedAtStop(moot.size());
    }
    moot.forEach(Request::skip);
    if (begin) {
      begin();
    }
    return request.outcome().minimalCompletionStage();
  }

  /** Without a thread the requests stay where they are until the next one asks for it again. */
  private void begin() {
    try {
      around.threads().execute(this::work);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      synchronized (lock) {
        working = false;
      }
      log.noThread(e);
    }
  }

  private void work() {
    for (List<Request> next = next(); !next.isEmpty(); next = next()) {
      long began = System.nanoTime();
      if (next.size() == 1) {
        Request request = next.getFirst();
        ActionOutcome outcome = performed(request);
        count(request, outcome, System.nanoTime() - began, 1);
        request.outcome().complete(outcome);
      } else if (performedTogether(next)) {
        countAll(next, System.nanoTime() - began);
        next.forEach(Request::done);
      } else {
        putBack(next);
      }
    }
  }

  private void countAll(List<Request> requests, long took) {
    for (Request request : requests) {
      count(request, ActionOutcome.DONE, took, requests.size());
    }
  }

  /**
   * @param together how many requests share the time it took
   */
  private void count(Request request, ActionOutcome outcome, long took, int together) {
    if (outcome instanceof ActionOutcome.Failed) {
      counters.failed();
    }
    switch (request.operation()) {
      case BAN, REBAN -> {
        if (outcome instanceof ActionOutcome.Failed) {
          counters.missed(request.subject().id());
        } else if (outcome instanceof ActionOutcome.Done) {
          counters.settled(request.subject().id());
          counters.bans().record(took / together, 1);
        }
      }
      case UNBAN -> {
        counters.settled(request.subject().id());
        if (outcome instanceof ActionOutcome.Done) {
          counters.unbans().record(took / together, 1);
        }
      }
      case FLUSH, STOP -> counters.allSettled();
      case START, RELOAD, CHECK, REPAIR, PROLONG -> {}
    }
  }

  private List<Request> next() {
    synchronized (lock) {
      List<Request> next = queue.next(enforcer::atOnce);
      working = !next.isEmpty();
      backlog.shrunk(queue.size());
      return next;
    }
  }

  private void putBack(List<Request> requests) {
    List<Request> moot;
    synchronized (lock) {
      moot = queue.putBack(requests);
    }
    moot.forEach(Request::skip);
  }

  /** Nobody's failure: where together is not possible, each comes to its turn alone. */
  private boolean performedTogether(List<Request> requests) {
    Operation operation = requests.getFirst().operation();
    return enforcer.together(operation, requests.stream().map(Request::subject).toList());
  }

  /** Whatever goes wrong is one request's failure; the next is carried out all the same. */
  @SuppressWarnings("CatchingUnchecked")
  private ActionOutcome performed(Request request) {
    try {
      return perform(request);
    } catch (RuntimeException | Error e) {
      log.unexpected(request.operation(), e);
      return new ActionOutcome.Failed(e.toString());
    }
  }

  private ActionOutcome perform(Request request) {
    return switch (request.operation()) {
      case START -> upkeep.start();
      case STOP -> upkeep.stop();
      case FLUSH -> upkeep.flush();
      case RELOAD -> upkeep.reload();
      case CHECK, REPAIR -> upkeep.check();
      case BAN -> enforcer.ban(request.subject());
      case UNBAN -> enforcer.unban(request.subject());
      case PROLONG -> enforcer.prolong(request.subject());
      case REBAN -> enforcer.reban(request.subject());
    };
  }
}
