package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.IgnoreRules;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.JailEvent;
import fail2ban.engine.log.Log;
import java.util.List;
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

  private final Outside outside;
  private final JailLog log;
  private final Log filterLog;
  private final Return back;
  private final Counter counter;
  private final Supplier<JailFacts> facts;
  private final Lookups lookups;
  private boolean warnOfNames = true;
  private IgnoreRules rules;
  private Optional<IgnoreCommand> command = Optional.empty();

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
  }

  void become(IgnoreSettings settings, boolean warnsOfNames) {
    warnOfNames = warnsOfNames;
    rules = rules(settings);
    command =
        settings
            .command()
            .map(
                text -> new IgnoreCommand(text, outside.ignoreRunner(), facts, lookups, filterLog));
  }

  /** Lets a failure through, drops it, or sets it aside. */
  void pass(Failure failure, List<Effect> effects) {
    switch (failure.offender()) {
      case Offender.Known(FailureId id) -> check(id, failure, effects);
      case Offender.Host(String name) -> resolve(name, failure, effects);
    }
  }

  /** The rule that exempts the id, as far as it can be told at once. */
  Optional<String> ruleAgainst(FailureId id) {
    return rules.withOwn(outside.ownAddresses().get()).source(id);
  }

  private void resolve(String name, Failure failure, List<Effect> effects) {
    whenDone(
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
    Optional<String> rule = ruleAgainst(id);
    if (rule.isPresent()) {
      ignored(id, rule.get(), effects);
    } else if (rules.listed().names().isEmpty() && command.isEmpty()) {
      counter.count(id, failure, effects);
    } else {
      whenDone(
          namedAsIgnored(id).thenCompose(named -> byCommand(named, id, failure)),
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

  /** Whether the id is an address of one of the names in {@code ignoreip}. */
  private CompletionStage<Optional<String>> namedAsIgnored(FailureId id) {
    CompletionStage<Optional<String>> verdict = CompletableFuture.completedStage(Optional.empty());
    for (String name : rules.listed().names()) {
      verdict =
          verdict.thenCombine(
              outside.resolver().addresses(name),
              (known, addresses) ->
                  known.or(() -> matches(id, addresses) ? Optional.of("dns") : Optional.empty()));
    }
    return verdict;
  }

  private CompletionStage<Optional<String>> byCommand(
      Optional<String> known, FailureId id, Failure failure) {
    if (known.isPresent() || command.isEmpty()) {
      return CompletableFuture.completedStage(known);
    }
    IgnoreCommand program = command.get();
    return CompletableFuture.supplyAsync(
        () -> program.ignores(id, failure) ? Optional.of("command") : Optional.empty(),
        outside.actionThreads());
  }

  private static boolean matches(FailureId id, List<IpAddress> addresses) {
    return id instanceof FailureId.Single(IpAddress address) && addresses.contains(address);
  }

  /** Something that is found out elsewhere and continues on the jail's thread. */
  @FunctionalInterface
  private interface Continuation<T> {
    void run(T answer, List<Effect> effects);
  }

  /**
   * Goes on at once with what is known already; this thread must never wait for its own mailbox.
   */
  private <T> void whenDone(CompletionStage<T> asked, List<Effect> effects, Continuation<T> then) {
    CompletableFuture<T> answer = asked.toCompletableFuture();
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      then.run(answer.join(), effects);
      return;
    }
    var _ =
        answer.whenComplete((value, failed) -> {
          if (failed == null) {
            back.toJail(later -> then.run(value, later));
          } else {
            filterLog.error("A failure could not be judged: " + failed);
          }
        });
  }

  private static IgnoreRules rules(IgnoreSettings settings) {
    return new IgnoreRules(settings.self(), Set.of(), settings.listed());
  }
}
