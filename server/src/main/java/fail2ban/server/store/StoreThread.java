package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What the store's thread does: takes all that waits, writes it as one transaction, then answers.
 *
 * <p>Runs until the mailbox is closed and empty; no failure ends it sooner.
 */
final class StoreThread implements Runnable {

  /** When nothing is to be tried again, only the mailbox wakes the thread. */
  private static final long FOREVER = Long.MAX_VALUE / 2;

  private final Mailbox<Request> mailbox;
  private final DatabaseKeeper database;
  private final PendingWrites pending;
  private final IntSupplier maxMatches;
  private final long positionsNanos;
  private final Log log;
  private final List<Request.Change> unanswered = new ArrayList<>();
  private boolean overflowing;
  private boolean positionsWait;
  private long positionsSince;

  /**
   * @param positions how long positions may wait for something else to be stored
   */
  StoreThread(
      Mailbox<Request> mailbox,
      DatabaseKeeper database,
      PendingWrites pending,
      IntSupplier maxMatches,
      Duration positions,
      Log log) {
    this.mailbox = mailbox;
    this.database = database;
    this.pending = pending;
    this.maxMatches = maxMatches;
    this.positionsNanos = positions.toNanos();
    this.log = log;
  }

  @Override
  public void run() {
    flush();
    while (!mailbox.finished()) {
      mailbox.takeAll(patience()).forEach(this::take);
      if (!mayWait()) {
        flush();
      }
    }
    flush();
    lastAttempt();
    database.close();
  }

  private void lastAttempt() {
    if (database.outage().lasts()) {
      database.outage().retryNow();
      flush();
    }
    if (!pending.isEmpty()) {
      log.error(pending.size() + " rows could not be stored and are lost");
    }
  }

  private long patience() {
    if (database.outage().lasts()) {
      return Math.max(0, database.outage().nanosToRetry());
    }
    return positionsWait ? positionsPatience() : FOREVER;
  }

  private boolean mayWait() {
    boolean onlyPositions = unanswered.isEmpty() && !database.outage().lasts();
    return onlyPositions && positionsWait && positionsPatience() > 0;
  }

  private long positionsPatience() {
    return Math.max(0, positionsNanos - (System.nanoTime() - positionsSince));
  }

  private void take(Request request) {
    switch (request) {
      case Request.Commit commit -> add(commit);
      case Request.Reached reached -> reached(reached.commit());
      case Request.Running running -> {
        if (running.runs()) {
          pending.enable(running.jail());
        } else {
          pending.disable(running.jail());
        }
        unanswered.add(running);
      }
      case Request.Purge purge -> {
        flush();
        purge.answer().complete(purge(purge));
      }
      case Request.Query<?> query -> {
        flush();
        answer(query);
      }
    }
  }

  private void add(Request.Commit commit) {
    if (pending.add(commit.commit())) {
      unanswered.add(commit);
      return;
    }
    if (!overflowing) {
      log.error("Too much waits for the database: new bans are in force but will not be stored");
      overflowing = true;
    }
    commit.answer().complete(new CommitOutcome.Failed("too much waits for the database"));
  }

  private void reached(JailCommit position) {
    if (pending.add(position) && !positionsWait) {
      positionsWait = true;
      positionsSince = System.nanoTime();
    }
  }

  private CommitOutcome purge(Request.Purge purge) {
    try {
      return database.write(open -> open.purge(purge.before()));
    } catch (SQLException refusal) {
      return new CommitOutcome.Failed(String.valueOf(refusal.getMessage()));
    }
  }

  private <T> void answer(Request.Query<T> query) {
    query.answer().complete(database.read(query.reading(), query.otherwise()));
  }

  /** One transaction for everything taken since the last one; the answers follow it. */
  private void flush() {
    positionsWait = false;
    var refused = new HashMap<String, CommitOutcome>();
    CommitOutcome outcome = upToDate() ? CommitOutcome.COMMITTED : write(refused);
    for (Request.Change change : unanswered) {
      change.answer().complete(refused.getOrDefault(change.jail(), outcome));
    }
    unanswered.clear();
  }

  private boolean upToDate() {
    return pending.isEmpty() && !database.outage().lasts() && database.lists(pending.running());
  }

  private CommitOutcome write(Map<String, CommitOutcome> refused) {
    CommitOutcome outcome;
    try {
      outcome = write(pending.commits());
    } catch (SQLException | RuntimeException refusal) {
      outcome = writeEachJail(refused);
    }
    if (outcome instanceof CommitOutcome.Committed) {
      pending.clear();
      overflowing = false;
    }
    return outcome;
  }

  /** Something among the commits can never be stored: it must not take other jails' with it. */
  private CommitOutcome writeEachJail(Map<String, CommitOutcome> refused) {
    for (JailCommit commit : pending.commits()) {
      try {
        if (write(List.of(commit)) instanceof CommitOutcome.Failed failed) {
          return failed;
        }
      } catch (SQLException | RuntimeException refusal) {
        log.error("[" + commit.jail() + "] The database refuses to store this: " + refusal);
        refused.put(commit.jail(), new CommitOutcome.Failed(refusal.toString()));
      }
      pending.drop(commit.jail());
    }
    return CommitOutcome.COMMITTED;
  }

  private CommitOutcome write(List<JailCommit> commits) throws SQLException {
    return database.write(open -> open.write(commits, pending.running(), maxMatches.getAsInt()));
  }
}
