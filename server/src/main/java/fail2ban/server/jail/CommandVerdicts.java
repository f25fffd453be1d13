package fail2ban.server.jail;

import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.TagValues;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.server.dns.Cache;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What {@code ignorecommand} says of failures, and has said of others like them. Failures of one
 * address are judged in their order; at most a few programs run at a time, however many fail.
 *
 * <p>{@link #ask} may be called on any thread.
 */
final class CommandVerdicts {

  private static final int AT_ONCE = 4;

  /** Verdicts that are known, by what {@code ignorecache} tells failures apart by. */
  private record Known(TagValues key, Cache<List<String>, Boolean> verdicts) {}

  private final IgnoreCommand command;
  private final Optional<Known> known;
  private final InstantSource clock;
  private final List<InTurn> lanes;

  CommandVerdicts(
      IgnoreCommand command, Optional<IgnoreCache> cache, InstantSource clock, Executor threads) {
    this.command = command;
    this.known =
        cache.map(limits ->
            new Known(
                TagValues.in(limits.key()), new Cache<>(limits.maxCount(), limits.maxTime())));
    this.clock = clock;
    this.lanes = Stream.generate(() -> new InTurn(threads)).limit(AT_ONCE).toList();
  }

  /** True if the failure is to be ignored. */
  CompletionStage<Boolean> ask(FailureId id, Failure failure) {
    InTurn lane = lanes.get(Math.floorMod(id.hashCode(), AT_ONCE));
    return CompletableFuture.supplyAsync(() -> ignores(command.ticket(id, failure)), lane);
  }

  private boolean ignores(ActionTicket ticket) {
    return known.map(kept -> remembered(kept, ticket)).orElseGet(() -> command.ignores(ticket));
  }

  private boolean remembered(Known kept, ActionTicket ticket) {
    List<String> key = kept.key().of(ticket.tags());
    Optional<Boolean> verdict;
    synchronized (kept.verdicts()) {
      verdict = kept.verdicts().get(key, clock.instant());
    }
    return verdict.orElseGet(() -> {
      boolean fresh = command.ignores(ticket);
      synchronized (kept.verdicts()) {
        kept.verdicts().put(key, fresh, clock.instant());
      }
      return fresh;
    });
  }
}
