package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.date.DateDetector;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.Jail;
import fail2ban.engine.jail.JailCounts;
import fail2ban.engine.jail.JailEvent;
import fail2ban.engine.jail.JailLimits;
import fail2ban.engine.value.Value;
import fail2ban.server.enforce.JailAction;
import fail2ban.server.enforce.Surroundings;
import fail2ban.server.source.Backend;
import fail2ban.server.source.Line;
import fail2ban.server.store.JailMemory;
import fail2ban.server.store.RestoreRule;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a jail's thread does: reads lines, judges them, counts, bans, and takes over other settings.
 * The way of a line can be read from {@link #readOnce} down.
 *
 * <p>Owned by the jail's thread; {@link #settings}, {@link #backend} and {@link #started} may be
 * read from any.
 */
final class JailWork {

  /** A deadline is met a moment late, so that what ends then has ended. */
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final String name;
  private final Outside outside;
  private final JailLog log;
  private final Backend backend;
  private final Jail jail = new Jail();
  private final LineFilter filter;
  private final WatchedFiles files;
  private final ActionSet actions;
  private final Consequences consequences;
  private final FailureGate gate;
  private final EncodingWarnings encodingWarnings;
  private volatile JailSettings settings;
  private volatile boolean started;
  private volatile JailFacts facts;

  JailWork(String name, JailSettings settings, Outside outside, Mailbox mailbox) {
    this.name = name;
    this.settings = settings;
    this.outside = outside;
    this.log = new JailLog(name, outside.logs(), outside.wording());
    this.backend = settings.backend().equals("polling") ? Backend.POLLING : Backend.INOTIFY;
    this.facts = facts();
    this.filter =
        new LineFilter(
            name, settings.filter().rules(), detector(settings), outside.logs().named("filter"));
    this.files =
        new WatchedFiles(
            outside.files().apply(backend),
            mailbox::signalReadable,
            outside.clock(),
            outside.zone());
    var surroundings =
        new Surroundings(
            () -> facts,
            outside.lookups(),
            outside.ipv6Allowed(),
            outside.runner(),
            outside.actionThreads(),
            outside.clock(),
            outside.logs());
    this.actions = new ActionSet(() -> facts, surroundings, log);
    this.consequences = new Consequences(name, outside.store(), log, actions);
    this.gate =
        new FailureGate(
            outside,
            log,
            letter -> post(letter, mailbox),
            this::accept,
            () -> facts,
            outside.lookups());
    this.encodingWarnings =
        new EncodingWarnings(outside.logs().named("filter"), outside.clock(), outside.zone());
    log.created();
    log.watchesWith(backend.configurationName());
  }

  JailSettings settings() {
    return settings;
  }

  String backend() {
    return outside.files().apply(backend).backend().configurationName();
  }

  boolean started() {
    return started;
  }

  Jail jail() {
    return jail;
  }

  Optional<JailAction> action(String action) {
    return actions.find(action);
  }

  /** Takes over other settings: what has changed, and nothing else. */
  void change(JailSettings next) throws BadSettingException {
    JailSettings before = settings;
    if (started) {
      files.become(next);
    } else {
      checkFiles(next);
    }
    settings = next;
    if (started) {
      log.changed(before, next);
    }
    jail.limits(next.limits());
    filter.rules(next.filter().rules());
    if (!before.filter().datesAs(next.filter())) {
      filter.dates(detector(next));
    }
    gate.become(next.ignore(), next.filter().rules().useDns() == UseDns.WARN);
    if (!before.banTimeOptions().equals(next.banTimeOptions())
        && Value.TRUE.equals(next.banTimeOptions().get("increment"))) {
      log.increaseNotAvailable();
    }
    if (started) {
      actions.become(next.actions().values(), jail.bans());
    }
  }

  void start() throws BadSettingException {
    if (started) {
      return;
    }
    log.limits(settings);
    Instant now = outside.clock().instant();
    var rule = RestoreRule.plain(settings.limits().banTime());
    JailMemory memory = outside.store().restore(name, rule, now).toCompletableFuture().join();
    files.remember(memory.positions());
    if (memory.abandoned()) {
      actions.takeOver(settings.actions().values());
    } else {
      actions.become(settings.actions().values(), List.of());
    }
    List<Ban> welcome =
        memory.bans().stream().filter(ban -> gate.ruleAgainst(ban.id()).isEmpty()).toList();
    follow(jail.restore(welcome, memory.tallies(), now));
    started = true;
    log.started();
    files.become(settings);
  }

  void stop() {
    files.close();
    List<Ban> inForce = jail.bans();
    follow(
        jail.repealAll(outside.clock().instant()).stream()
            .filter(effect -> !(effect instanceof Effect.Lift))
            .toList());
    actions.liftAll(inForce);
    actions.stop();
    outside.store().disable(name).toCompletableFuture().join();
    started = false;
    log.stopped();
  }

  /** Reads what there is now, a bounded part; true if there may be more. */
  boolean readOnce() {
    if (!started || settings.idle()) {
      return false;
    }
    List<WatchedFiles.Batch> batches = files.read();
    for (WatchedFiles.Batch batch : batches) {
      var clock =
          new LineClock(
              outside.clock().instant(), batch.source().caughtUp(), settings.limits().findTime());
      var effects = new ArrayList<Effect>();
      for (Line line : batch.lines()) {
        examine(batch, line, clock, effects);
      }
      consequences.follow(effects, Optional.of(batch.lines().after()));
    }
    facts = facts();
    return !batches.isEmpty();
  }

  private void examine(WatchedFiles.Batch batch, Line line, LineClock clock, List<Effect> effects) {
    Line.Decoded text = line.decode(settings.sources().encoding());
    if (text.damaged()) {
      encodingWarnings.damaged(
          batch.source().path().toString(), settings.sources().encoding().name(), text.text());
    }
    if (filter.examine(text.text(), clock) instanceof Verdict.Found found) {
      for (Failure failure : found.failures()) {
        gate.pass(failure, effects);
      }
    }
  }

  /** Counts a failure that is not to be ignored. */
  private void accept(FailureId id, Failure failure, List<Effect> effects) {
    effects.addAll(jail.failure(id, failure, outside.clock().instant()));
  }

  void passTime() {
    if (started) {
      follow(jail.passTime(outside.clock().instant()));
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

  int ban(List<FailureId> ids) {
    int before = jail.counts().bannedNow();
    for (FailureId id : ids) {
      follow(jail.ban(id, outside.clock().instant()));
    }
    return jail.counts().bannedNow() - before;
  }

  List<FailureId> unban(List<FailureId> ids) {
    var banned = new ArrayList<FailureId>();
    for (FailureId id : ids) {
      if (jail.isBanned(id)) {
        banned.add(id);
      }
      follow(jail.unban(id));
    }
    return banned;
  }

  int unbanAll() {
    List<Ban> inForce = jail.bans();
    var told = new ArrayList<Effect>();
    for (Ban ban : inForce) {
      for (Effect effect : jail.unban(ban.id())) {
        if (effect instanceof Effect.Tell) {
          told.add(effect);
        }
      }
    }
    consequences.followForgettingEveryone(told);
    actions.liftAll(inForce);
    return inForce.size();
  }

  boolean attempt(FailureId id, List<String> lines) {
    var effects = new ArrayList<Effect>();
    Optional<String> rule = gate.ruleAgainst(id);
    if (rule.isPresent()) {
      effects.add(new Effect.Tell(new JailEvent.Ignored(id, rule.get())));
    } else {
      Instant now = outside.clock().instant();
      List<MatchedLine> matches =
          lines.stream().map(line -> new MatchedLine(line, "", "")).toList();
      var failure =
          new Failure(new Offender.Known(id), now, Math.max(1, lines.size()), matches, Map.of());
      effects.addAll(jail.attempt(id, failure, now));
    }
    follow(effects);
    return rule.isEmpty();
  }

  /** What was set aside comes back; a jail that has stopped meanwhile does not want it. */
  private void post(FailureGate.Letter letter, Mailbox mailbox) {
    try {
      var _ =
          mailbox.post(() -> {
            var effects = new ArrayList<Effect>();
            letter.run(effects);
            follow(effects);
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(List<Effect> effects) {
    consequences.follow(effects);
    facts = facts();
  }

  private DateDetector detector(JailSettings of) {
    return new DateDetector(of.filter().dates(), outside.zone(), of.filter().timeZone());
  }

  private JailFacts facts() {
    JailCounts counts = jail.counts();
    JailLimits limits = jail.limits();
    return new JailFacts(
        name,
        limits.banTime(),
        counts.bannedNow(),
        counts.bannedTotal(),
        counts.failedNow(),
        counts.failedTotal());
  }

  private static void checkFiles(JailSettings settings) throws BadSettingException {
    for (var file : settings.sources().files().keySet()) {
      if (!Files.isRegularFile(file)) {
        throw new BadSettingException(BadSettingException.Kind.MISSING_FILE, file.toString());
      }
    }
  }
}
