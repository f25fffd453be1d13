package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.PastBans;
import fail2ban.engine.log.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/** The store in an SQLite database: takes requests from any thread and hands them to its own. */
public final class DatabaseStore implements Store {

  /** Requests that may wait before the callers have to. */
  private static final int MAILBOX = 10_000;

  /** Rows kept in memory while they cannot be written: some 100 MB at worst. */
  private static final int BACKLOG = 100_000;

  private final DatabaseFile file;
  private final Mailbox<Request> mailbox = new Mailbox<>(MAILBOX);
  private final StoredHistory history =
      new StoredHistory(() -> latestBans().toCompletableFuture().join());
  private final Thread thread;
  private volatile StoreLimits limits;

  private DatabaseStore(
      Opening opening,
      Database database,
      StoreLimits limits,
      Patience patience,
      Log log,
      ThreadFactory threads) {
    this.file = opening.file();
    this.limits = limits;
    var keeper = new DatabaseKeeper(opening, database, patience.retry(), log);
    this.thread =
        threads.newThread(
            new StoreThread(
                mailbox,
                keeper,
                new PendingWrites(BACKLOG),
                () -> this.limits.maxMatches(),
                patience.positions(),
                log));
  }

  /**
   * Opens the database, making a new one or upgrading an old one where needed.
   *
   * @param file a path, or {@code :memory:}
   * @param log of the module {@code database}
   * @param threads makes the one platform thread that owns the connection
   * @throws UnusableDatabaseException if it cannot be opened: of a later version, of some other
   *     program, not accessible
   */
  public static DatabaseStore open(
      String file, StoreLimits limits, Log log, InstantSource clock, ThreadFactory threads)
      throws UnusableDatabaseException {
    return open(file, limits, Patience.STOCK, log, clock, threads);
  }

  static DatabaseStore open(
      String file,
      StoreLimits limits,
      Patience patience,
      Log log,
      InstantSource clock,
      ThreadFactory threads)
      throws UnusableDatabaseException {
    var opening = new Opening(new DatabaseFile(file), patience.locked(), clock, log);
    try {
      var store = new DatabaseStore(opening, opening.open(), limits, patience, log, threads);
      store.thread.start();
      return store;
    } catch (SQLException e) {
      throw new UnusableDatabaseException("Database '" + file + "': " + e.getMessage(), e);
    }
  }

  /**
   * How long to bear with a database that does not work.
   *
   * @param locked time that another program may hold the lock before a commit counts as failed
   * @param retry time from a failure to the next attempt
   * @param positions time that a position waits for something else to be stored
   */
  record Patience(Duration locked, Duration retry, Duration positions) {
    static final Patience STOCK =
        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  @Override
  public CompletionStage<CommitOutcome> commit(JailCommit commit) {
    var answer = new CompletableFuture<CommitOutcome>();
    return history.noting(commit, () -> change(new Request.Commit(commit, answer), answer));
  }

  @Override
  public void reached(String jail, StoredPosition position) {
    mailbox.put(new Request.Reached(new CommitDraft(jail).reach(position).commit()));
  }

  @Override
  public CompletionStage<CommitOutcome> enable(String jail) {
    var answer = new CompletableFuture<CommitOutcome>();
    return change(new Request.Running(jail, true, answer), answer);
  }

  @Override
  public CompletionStage<CommitOutcome> disable(String jail) {
    var answer = new CompletableFuture<CommitOutcome>();
    return change(new Request.Running(jail, false, answer), answer);
  }

  @Override
  public CompletionStage<CommitOutcome> purge(Instant now) {
    Instant before = now.minus(limits.purgeAge());
    history.purge(before);
    var answer = new CompletableFuture<CommitOutcome>();
    return change(new Request.Purge(before, answer), answer);
  }

  private CompletionStage<CommitOutcome> change(
      Request request, CompletableFuture<CommitOutcome> answer) {
    if (!mailbox.put(request)) {
      answer.complete(new CommitOutcome.Failed("the database is closed"));
    }
    return answer;
  }

  @Override
  public CompletionStage<JailMemory> restore(String jail, RestoreRule rule, Instant now) {
    return query(database -> database.memory(jail, rule, now), JailMemory.EMPTY);
  }

  @Override
  public PastBans pastBans(String jail) {
    return history.of(jail);
  }

  /** Everybody's latest bans as they stand in the file; empty if it cannot be read. */
  CompletionStage<Optional<Map<FailureId, Map<String, BanHistory>>>> latestBans() {
    return query(database -> Optional.of(database.queries().latest()), Optional.empty());
  }

  @Override
  public CompletionStage<MergedMatches> matches(FailureId id, Optional<String> jail) {
    int most = limits.maxMatches();
    return query(database -> database.queries().matches(id, jail, most), MergedMatches.NONE);
  }

  @Override
  public CompletionStage<List<PastBan>> bansOf(FailureId id, int most) {
    return query(database -> database.queries().bansOf(id, most), List.of());
  }

  private <T> CompletionStage<T> query(DatabaseKeeper.Reading<T> reading, T otherwise) {
    var answer = new CompletableFuture<T>();
    if (!mailbox.put(new Request.Query<>(reading, otherwise, answer))) {
      answer.complete(otherwise);
    }
    return answer;
  }

  @Override
  public int waiting() {
    return mailbox.size();
  }

  @Override
  public Optional<String> file() {
    return Optional.of(file.name());
  }

  @Override
  public Optional<StoreLimits> limits() {
    return Optional.of(limits);
  }

  @Override
  public void limit(StoreLimits limits) {
    this.limits = limits;
  }

  @Override
  public void close() {
    mailbox.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
