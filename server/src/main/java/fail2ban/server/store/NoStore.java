package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.PastBans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code dbfile = None}: nothing is remembered, and that is what was asked for. */
public final class NoStore implements Store {

  @Override
  public CompletionStage<CommitOutcome> commit(JailCommit commit) {
    return done();
  }

  @Override
  public void reached(String jail, StoredPosition position) {}

  @Override
  public CompletionStage<CommitOutcome> enable(String jail) {
    return done();
  }

  @Override
  public CompletionStage<CommitOutcome> disable(String jail) {
    return done();
  }

  @Override
  public CompletionStage<JailMemory> restore(String jail, RestoreRule rule, Instant now) {
    return CompletableFuture.completedStage(JailMemory.EMPTY);
  }

  @Override
  public PastBans pastBans(String jail) {
    return PastBans.NONE;
  }

  @Override
  public CompletionStage<MergedMatches> matches(FailureId id, Optional<String> jail) {
    return CompletableFuture.completedStage(MergedMatches.NONE);
  }

  @Override
  public CompletionStage<List<PastBan>> bansOf(FailureId id, int most) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<CommitOutcome> purge(Instant now) {
    return done();
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public Optional<String> file() {
    return Optional.empty();
  }

  @Override
  public Optional<StoreLimits> limits() {
    return Optional.empty();
  }

  @Override
  public void limit(StoreLimits limits) {}

  @Override
  public void close() {}

  private static CompletionStage<CommitOutcome> done() {
    return CompletableFuture.completedStage(CommitOutcome.COMMITTED);
  }
}
