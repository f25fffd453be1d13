package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.IgnoreEntry;
import fail2ban.engine.filter.IgnoreList;
import fail2ban.engine.filter.IgnoreRules;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.JailEvent;
import fail2ban.engine.log.Log;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What stands between a failure and its being counted: whose it is, and whether it is to be
 * ignored. What can be told at once is; a failure that needs a name server or the {@code
 * ignorecommand} is set aside, with the time that the log gave it, and comes back through the
 * mailbox. The jail goes on meanwhile.
 *
 * <p>Owned by the jail's thread.
 */
final class FailureGate {

  /** Where failures go that count. */
  @FunctionalInterface
  interface Counter {
    void count(FailureId id, Failure failure, List<Effect> effects);
  }

  /** How what was set aside gets back to the jail's thread. */
  @FunctionalInterface
  interface Return {
    void toJail(Letter letter);
  }

  /** Run on the jail's thread; adds to what is to happen. */
  @FunctionalInterface
  interface Letter {
    void run(List<Effect> effects);
  }

  private static final int MOST_ASIDE = 10_000;

  private final Outside outside;
  private final JailLog log;
  private final Log filterLog;
  private final Return back;
  private final Counter counter;
  private final Supplier<JailFacts> facts;
  private final Lookups lookups;
  private boolean warnOfNames = true;
  private IgnoreRules rules;
  private IgnoreSettings settings = IgnoreSettings.STANDARD;
  private AskedRules asked;
  private final Arrivals arrivals = new Arrivals();
  private int aside;

  FailureGate(
      Outside outside,
      JailLog log,
      Return back,
      Counter counter,
      Supplier<JailFacts> facts,
      Lookups lookups) {
    this.outside = outside;
    this.log = log;
    this.filterLog = outside.logs().named("filter");
    this.back = back;
    this.counter = counter;
    this.facts = facts;
    this.lookups = lookups;
    this.rules = rules(IgnoreSettings.STANDARD);
    this.asked = new AskedRules(Map.of(), List.of(), Optional.empty(), outside.resolver());
  }

  /** What is known of files and verdicts stays if its settings do. */
  void become(IgnoreSettings next, boolean warnsOfNames) {
    warnOfNames = warnsOfNames;
    rules = rules(next);
    asked =
        new AskedRules(
            files(next.listed()),
            next.listed().names(),
            next.judgesAs(settings) ? asked.command() : command(next),
            outside.resolver());
    settings = next;
  }

  private Map<String, IgnoreFile> files(IgnoreList listed) {
    var files = new LinkedHashMap<String, IgnoreFile>();
    for (IgnoreEntry.ListFile file : listed.files()) {
      IgnoreFile known = asked.files().get(file.text());
      files.put(
          file.text(),
          known != null
              ? known
              : new IgnoreFile(file, outside.clock(), outside.actionThreads(), filterLog));
    }
    return files;
  }

  private Optional<CommandVerdicts> command(IgnoreSettings next) {
    return next.command()
        .map(text -> new IgnoreCommand(text, outside.ignoreRunner(), facts, lookups, filterLog))
        .map(program ->
            new CommandVerdicts(program, next.cache(), outside.clock(), outside.actionThreads()));
  }

  /** True while so many failures are set aside that no more lines should be read. */
  boolean full() {
    return aside >= MOST_ASIDE;
  }

  /** Lets a failure through, drops it, or sets it aside. */
  void pass(Failure failure, List<Effect> effects) {
    switch (failure.offender()) {
      case Offender.Known(FailureId id) -> check(id, failure, effects);
      case Offender.Host(String name) -> resolve(name, failure, effects);
    }
  }

  /** The rule that exempts the id, as far as it can be told without asking others. */
  Optional<String> ruleAgainst(FailureId id) {
    return listedRule(id).or(() -> asked.inFilesNow(id));
  }

  private Optional<String> listedRule(FailureId id) {
    return rules.withOwn(outside.ownAddresses().get()).source(id);
  }

  private void resolve(String name, Failure failure, List<Effect> effects) {
    whenDone(
        name,
        outside.resolver().addresses(name),
        effects,
        (found, then) -> resolved(name, found, failure, then));
  }

  private void resolved(
      String name, List<IpAddress> addresses, Failure failure, List<Effect> effects) {
    if (addresses.isEmpty()) {
      filterLog.warning("Unable to find a corresponding IP address for " + name);
      return;
    }
    if (warnOfNames) {
      log.resolved(name, addresses.stream().map(IpAddress::text).toList());
    }
    for (IpAddress address : addresses) {
      check(new FailureId.Single(address), failure, effects);
    }
  }

  private void check(FailureId id, Failure failure, List<Effect> effects) {
    Optional<String> rule = listedRule(id);
    if (rule.isPresent()) {
      ignored(id, rule.get(), effects);
    } else if (asked.none()) {
      counter.count(id, failure, effects);
    } else {
      whenDone(
          id,
          asked.against(id, failure),
          effects,
          (verdict, then) -> judged(verdict, id, failure, then));
    }
  }

  private void judged(Optional<String> rule, FailureId id, Failure failure, List<Effect> effects) {
    if (rule.isPresent()) {
      ignored(id, rule.get(), effects);
    } else {
      counter.count(id, failure, effects);
    }
  }

  private static void ignored(FailureId id, String rule, List<Effect> effects) {
    effects.add(new Effect.Tell(new JailEvent.Ignored(id, rule)));
  }

  /** Something that is found out elsewhere and continues on the jail's thread. */
  @FunctionalInterface
  private interface Continuation<T> {
    void run(T answer, List<Effect> effects);
  }

  /**
   * Goes on at once with what is known already; this thread must never wait for its own mailbox.
   */
  private <T> void whenDone(
      Object key, CompletionStage<T> asked, List<Effect> effects, Continuation<T> then) {
    CompletableFuture<T> answer = asked.toCompletableFuture();
    Arrivals.Arrival arrival = arrivals.behind(key);
    aside++;
    Letter step =
        later -> {
          aside--;
          goOn(answer, then, later);
        };
    if (answer.isDone()) {
      arrival.ready(step, effects);
    } else {
      var _ = answer.whenComplete((_, _) -> back.toJail(later -> arrival.ready(step, later)));
    }
  }

  private <T> void goOn(CompletableFuture<T> answer, Continuation<T> then, List<Effect> effects) {
    if (answer.isCompletedExceptionally()) {
      filterLog.error("A failure could not be judged: " + answer.exceptionNow());
    } else {
      then.run(answer.resultNow(), effects);
    }
  }

  private static IgnoreRules rules(IgnoreSettings settings) {
    return new IgnoreRules(settings.self(), Set.of(), settings.listed());
  }
}
