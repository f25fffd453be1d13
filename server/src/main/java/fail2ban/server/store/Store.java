package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.PastBans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where jails keep what must survive a restart.
 *
 * <p>Safe on any thread; what happens is done in the order of the calls. None of the stages
 * returned here ever completes with an exception. They complete on the store's own thread, so what
 * depends on them must do no more than pass a message on. A call blocks only while thousands of
 * others wait.
 */
public sealed interface Store extends AutoCloseable permits DatabaseStore, NoStore {

  /**
   * Stores a jail's news.
   *
   * @return complete when they are in the file, or when it is clear that they are not there now
   */
  CompletionStage<CommitOutcome> commit(JailCommit commit);

  /**
   * A jail has read on and nothing has come of it: its position is stored with whatever is stored
   * next, after a second at the latest. What a crash forgets of it is read again, to no effect.
   */
  void reached(String jail, StoredPosition position);

  /** The jail exists and runs: the database lists it as enabled. */
  CompletionStage<CommitOutcome> enable(String jail);

  /** The jail was removed: listed as disabled, its bans and positions stay for its return. */
  CompletionStage<CommitOutcome> disable(String jail);

  /** What the jail knew when it last ran; empty, with an ERROR in the log, if it cannot be read. */
  CompletionStage<JailMemory> restore(String jail, RestoreRule rule, Instant now);

  /**
   * What is remembered of the bans of this and of other jails, those included that are to be stored
   * only now. The first question waits for the database; then it is answered from memory.
   */
  PastBans pastBans(String jail);

  /**
   * The offender's earlier log lines and failures.
   *
   * @param jail only in this jail; without it, in all of them
   */
  CompletionStage<MergedMatches> matches(FailureId id, Optional<String> jail);

  /**
   * The offender's bans in all jails that are remembered, those in force included, the latest
   * first.
   *
   * @param most bans
   */
  CompletionStage<List<PastBan>> bansOf(FailureId id, int most);

  /** Removes what is older than the purge age; to be called once an hour. */
  CompletionStage<CommitOutcome> purge(Instant now);

  /** Requests that wait for the store's thread. */
  int waiting();

  /** {@code get dbfile}: empty without a database. */
  Optional<String> file();

  /** Empty without a database. */
  Optional<StoreLimits> limits();

  /** Holds for all that is stored from now on. */
  void limit(StoreLimits limits);

  /** Stores what waits, then closes; later calls are answered as failed. */
  @Override
  void close();
}
