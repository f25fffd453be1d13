package fail2ban.server.store;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** What waits in the store's mailbox, each with where its answer goes. */
sealed interface Request {

  /** What a jail wants in the file. Many become one transaction. */
  sealed interface Change extends Request {
    String jail();

    CompletableFuture<CommitOutcome> answer();
  }

  record Commit(JailCommit commit, CompletableFuture<CommitOutcome> answer) implements Change {
    @Override
    public String jail() {
      return commit.jail();
    }
  }

  /**
   * @param commit a position and nothing else; nobody waits for it
   */
  record Reached(JailCommit commit) implements Request {}

  record Running(String jail, boolean runs, CompletableFuture<CommitOutcome> answer)
      implements Change {}

  record Purge(Instant before, CompletableFuture<CommitOutcome> answer) implements Request {}

  /**
   * @param otherwise the answer if the database cannot be read
   */
  record Query<T>(DatabaseKeeper.Reading<T> reading, T otherwise, CompletableFuture<T> answer)
      implements Request {}
}
