package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTimeGrowth;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.Jail;
import fail2ban.server.count.ActionCounters;
import fail2ban.server.count.JailCounters;
import fail2ban.server.enforce.ActionOutcome;
import fail2ban.server.enforce.Enforcement;
import fail2ban.server.enforce.JailAction;
import fail2ban.server.enforce.Surroundings;
import fail2ban.server.source.Backend;
import fail2ban.server.store.JailMemory;
import fail2ban.server.store.RestoreRule;
import fail2ban.server.store.StoredPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a jail's thread does: it starts and stops the jail, takes over other settings, lets lines
 * and time pass. The way of a line can be read from {@link #readOnce} down.
 *
 * <p>Owned by the jail's thread; {@link #settings}, {@link #backend}, {@link #facts} and {@link
 * #started} may be read from any.
 */
final class JailWork {

  /** A deadline is met a moment late, so that what ends then has ended. */
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final String name;
  private final Outside outside;
  private final JailLog log;
  private final Jail jail;
  private final FactsBoard facts;
  private final ActionSet actions;
  private final Consequences consequences;
  private final FailureGate gate;
  private final LineReading reading;
  private final Watched watched;
  private final OperatorRequests requests;
  private final JailCounters counters = new JailCounters();
  private volatile JailSettings settings;
  private volatile boolean started;

  JailWork(String name, JailSettings settings, Outside outside, Mailbox mailbox) {
    this.name = name;
    this.settings = settings;
    this.outside = outside;
    this.log = new JailLog(name, outside.logs(), outside.wording());
    this.jail = new Jail(outside.store().pastBans(name), outside.random());
    this.facts = new FactsBoard(name, jail);
    this.actions = new ActionSet(facts, surroundings(mailbox), log);
    this.consequences =
        new Consequences(
            name, outside.store(), log, actions, facts, outside.onlooker(), counters.lineToBan());
    this.gate =
        new FailureGate(
            outside, log, letter -> post(letter, mailbox), this::count, facts, outside.lookups());
    this.reading = new LineReading(name, settings, gate, counters, outside);
    this.watched = watched(settings.backend(), mailbox::signalReadable);
    this.requests = new OperatorRequests(jail, gate, actions, consequences, outside.clock());
    become(settings);
    log.created();
    log.watchesWith(backend(), settings.backend().options());
  }

  private Watched watched(LogBackend backend, Runnable onNews) {
    return switch (backend) {
      case LogBackend.Files(Backend way) ->
          new WatchedFiles(outside.files().apply(way), onNews, outside.clock(), outside.zone());
      case LogBackend.Journal journal ->
          new WatchedJournal(
              outside.journals().get().orElseThrow(),
              journal.place(),
              onNews,
              outside.clock(),
              outside.zone(),
              log);
    };
  }

  private Surroundings surroundings(Mailbox mailbox) {
    return new Surroundings(
        facts,
        outside.lookups(),
        outside.ipv6Allowed(),
        outside.runner(),
        outside.actionThreads(),
        outside.clock(),
        outside.logs(),
        action -> outside.actionThreads().execute(() -> post(_ -> banAgain(action), mailbox)));
  }

  private void banAgain(String action) {
    if (started) {
      actions.reban(action, jail.bans());
    }
  }

  JailSettings settings() {
    return settings;
  }

  String backend() {
    return watched.backend();
  }

  boolean started() {
    return started;
  }

  JailFacts facts() {
    return facts.get();
  }

  JailCounters counters() {
    return counters;
  }

  Map<String, ActionCounters> actionCounters() {
    return actions.counters();
  }

  Jail jail() {
    return jail;
  }

  OperatorRequests requests() {
    return requests;
  }

  Optional<JailAction> action(String action) {
    return actions.find(action);
  }

  List<CompletionStage<ActionOutcome>> enforce() {
    return actions.enforce(jail.bans());
  }

  Map<String, CompletionStage<Enforcement>> enforcement() {
    return actions.enforcement(jail.bans());
  }

  /**
   * Takes over other settings: what has changed, and nothing else.
   *
   * @throws BadSettingException if a file cannot be read; then everything stays as it was
   */
  void change(JailSettings next) throws BadSettingException {
    JailSettings before = settings;
    if (started) {
      watch(next, before);
      log.changed(before, next);
      needsDatabase(before.banTimeOptions(), next.banTimeOptions());
    } else {
      checkFiles(next);
    }
    become(next);
    if (started) {
      actions.become(next.actions().values(), jail.bans());
    }
  }

  private void needsDatabase(BanTimeOptions before, BanTimeOptions next) {
    boolean begins = next.growth().on() && !before.growth().on();
    if (begins && outside.store().limits().isEmpty()) {
      log.needsDatabase();
    }
  }

  private void watch(JailSettings next, JailSettings before) throws BadSettingException {
    try {
      watched.become(next);
    } catch (BadSettingException e) {
      watched.become(before);
      throw e;
    }
  }

  private void become(JailSettings next) {
    settings = next;
    jail.limits(next.limits());
    jail.growth(next.banTimeOptions().growth());
    reading.become(next);
    gate.become(next.ignore(), next.filter().rules().useDns() == UseDns.WARN);
  }

  /**
   * Brings back what is remembered, then begins to read.
   *
   * @throws BadSettingException if a file cannot be read; the others are
   */
  void start() throws BadSettingException {
    if (started) {
      return;
    }
    log.limits(settings);
    needsDatabase(BanTimeOptions.NONE, settings.banTimeOptions());
    settings
        .actions()
        .values()
        .forEach(action -> log.needsRoot(action.definition(), outside.privilege()));
    remember();
    started = true;
    log.started();
    watched.become(settings);
  }

  /** Whom somebody has banned since the jail was created is enforced now, not brought back. */
  private void remember() {
    Instant now = outside.clock().instant();
    List<Ban> early = jail.bans();
    consequences.settle();
    BanTimeGrowth growth = settings.banTimeOptions().growth();
    var rule = new RestoreRule(settings.limits().banTime(), growth.on(), growth.maxTime());
    JailMemory memory = outside.store().restore(name, rule, now).toCompletableFuture().join();
    watched.remember(memory.positions());
    if (memory.abandoned()) {
      actions.takeOver(settings.actions().values());
    } else {
      actions.become(settings.actions().values(), List.of());
    }
    early.forEach(actions::ban);
    List<Ban> welcome =
        memory.bans().stream()
            .filter(ban -> !jail.isBanned(ban.id()) && gate.ruleAgainst(ban.id()).isEmpty())
            .toList();
    consequences.follow(jail.restore(welcome, memory.tallies(), now));
  }

  /** Lifts the bans, all at once where an action can; what is remembered of them stays. */
  void stop() {
    watched.close();
    reading.stop();
    List<Ban> inForce = jail.bans();
    consequences.follow(
        jail.repealAll(outside.clock().instant()).stream()
            .filter(effect -> !(effect instanceof Effect.Lift))
            .toList());
    consequences.settle();
    actions.liftAll(inForce);
    actions.stop();
    outside.store().disable(name).toCompletableFuture().join();
    started = false;
    log.stopped();
  }

  /** Reads what there is now, a bounded part; true if there may be more. */
  boolean readOnce() {
    if (!started || settings.idle() || gate.full()) {
      return false;
    }
    List<Watched.Batch> batches = watched.read();
    for (Watched.Batch batch : batches) {
      long began = System.nanoTime();
      consequences.follow(reading.read(batch), batch.reached(), began);
      StoredPosition reached = batch.reached();
      counters.read(reached.path(), batch.size(), reached.offset(), outside.clock().millis());
    }
    if (batches.isEmpty()) {
      consequences.rest();
    }
    return !batches.isEmpty();
  }

  /** Counts a failure that is not to be ignored. */
  private void count(FailureId id, Failure failure, List<Effect> effects) {
    effects.addAll(jail.failure(id, failure, outside.clock().instant()));
  }

  void passTime() {
    if (started) {
      consequences.follow(jail.passTime(outside.clock().instant()));
    }
  }

  /** How long the thread may sleep if nobody writes to it. */
  Duration untilNextDeadline(Duration longest) {
    if (!started) {
      return longest;
    }
    return jail.nextDeadline()
        .map(deadline -> Duration.between(outside.clock().instant(), deadline).plus(A_MOMENT))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .filter(wait -> wait.compareTo(longest) < 0)
        .orElse(longest);
  }

  /** What was set aside comes back; a jail that has stopped meanwhile does not want it. */
  private void post(FailureGate.Letter letter, Mailbox mailbox) {
    try {
      var _ = mailbox.post(() -> follow(letter, mailbox));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(FailureGate.Letter letter, Mailbox mailbox) {
    boolean full = gate.full();
    var effects = new ArrayList<Effect>();
    letter.run(effects);
    consequences.follow(effects);
    if (full && !gate.full()) {
      mailbox.signalReadable();
    }
  }

  private static void checkFiles(JailSettings settings) throws BadSettingException {
    for (Path file : settings.sources().files().keySet()) {
      if (!Files.isRegularFile(file)) {
        throw new BadSettingException(BadSettingException.Kind.MISSING_FILE, file.toString());
      }
    }
  }
}
