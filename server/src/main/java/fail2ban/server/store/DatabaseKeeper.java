package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a database open through whatever happens to its file: tries again after an outage, begins a
 * new file when the old one was damaged or deleted, and says each of these once.
 *
 * <p>Owned by the store's thread.
 */
final class DatabaseKeeper implements AutoCloseable {

  /** How often to look whether the file is still there. */
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Opening opening;
  private final Log log;
  private final long retryNanos;

  private Optional<Database> database;
  private Optional<Object> identity;
  private long checkedAt = System.nanoTime();
  private Optional<String> outage = Optional.empty();
  private long attemptedAt = System.nanoTime();
  private long retryAt;

  DatabaseKeeper(Opening opening, Database database, Duration retryAfter, Log log) {
    this.opening = opening;
    this.database = Optional.of(database);
    this.identity = opening.file().identity();
    this.retryNanos = retryAfter.toNanos();
    this.log = log;
  }

  interface Writing {
    void to(Database database) throws SQLException;
  }

  interface Reading<T> {
    T from(Database database) throws SQLException;
  }

  /**
   * Writes, unless a recent failure makes it pointless.
   *
   * @throws SQLException only if the content is refused, the database being fine
   */
  CommitOutcome write(Writing writing) throws SQLException {
    if (outage.isPresent() && nanosToRetry() > 0) {
      return new CommitOutcome.Failed(outage.get());
    }
    attemptedAt = System.nanoTime();
    try {
      writing.to(current());
      recovered();
      return CommitOutcome.COMMITTED;
    } catch (SQLException failure) {
      if (Trouble.of(failure) == Trouble.REFUSED) {
        throw failure;
      }
      return failed(failure);
    } catch (UnusableDatabaseException failure) {
      return failed(failure);
    }
  }

  /** Reads; if that is impossible, says so and returns what holds otherwise. */
  <T> T read(Reading<T> reading, T otherwise) {
    if (database.isEmpty()) {
      return otherwise;
    }
    attemptedAt = System.nanoTime();
    try {
      return reading.from(database.get());
    } catch (SQLException | RuntimeException failure) {
      failed(failure);
      return otherwise;
    }
  }

  /** True if what could not be written is to be tried again, after {@link #nanosToRetry}. */
  boolean failing() {
    return outage.isPresent();
  }

  long nanosToRetry() {
    return retryAt - System.nanoTime();
  }

  /** The next write is tried whatever happened before. */
  void retryNow() {
    retryAt = System.nanoTime();
  }

  /** True if the file lists these jails as running. */
  boolean lists(Set<String> running) {
    return database.map(open -> open.lists(running)).orElse(false);
  }

  private Database current() throws SQLException, UnusableDatabaseException {
    if (database.isPresent() && System.nanoTime() - checkedAt >= CHECK_NANOS) {
      checkedAt = System.nanoTime();
      leaveDeletedFile();
    }
    if (database.isEmpty()) {
      database = Optional.of(opening.reopen());
      identity = opening.file().identity();
    }
    return database.get();
  }

  private void leaveDeletedFile() {
    if (!opening.file().inMemory() && !opening.file().identity().equals(identity)) {
      log.error(
          "Database '" + opening.file().name() + "' was removed or replaced, opening it anew");
      drop();
    }
  }

  private CommitOutcome failed(Exception failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!outage.equals(Optional.of(reason))) {
      log.error(
          "Database '"
              + opening.file().name()
              + "' fails: "
              + reason
              + ". Bans go on; what is to be stored is kept in memory until it works again");
    }
    outage = Optional.of(reason);
    long now = System.nanoTime();
    // Writing a large backlog in vain must not become this thread's main work.
    retryAt = now + Math.max(retryNanos, 10 * (now - attemptedAt));
    if (!opening.file().inMemory()) {
      drop();
    }
    if (failure instanceof SQLException sql && Trouble.of(sql) == Trouble.CORRUPT) {
      setAside(reason);
    }
    return new CommitOutcome.Failed(reason);
  }

  private void setAside(String reason) {
    try {
      opening.setAside(reason);
      retryAt = System.nanoTime();
    } catch (SQLException e) {
      log.error("Database '" + opening.file().name() + "': " + e.getMessage());
    }
  }

  private void recovered() {
    if (outage.isPresent()) {
      outage = Optional.empty();
      log.warning("Database '" + opening.file().name() + "' works again, all is stored");
    }
  }

  private void drop() {
    database.ifPresent(this::close);
    database = Optional.empty();
  }

  private void close(Database open) {
    try {
      open.close();
    } catch (SQLException e) {
      log.error("Database '" + opening.file().name() + "' could not be closed: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    drop();
    log.info("Connection to database closed.");
  }
}
