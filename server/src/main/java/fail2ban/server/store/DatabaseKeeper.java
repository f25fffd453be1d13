package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a database open through whatever happens to its file: opens it anew after an outage, and
 * begins a new file when the old one was damaged or deleted.
 *
 * <p>Owned by the store's thread.
 */
final class DatabaseKeeper implements AutoCloseable {

  /** How often to look whether the file is still there. */
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Opening opening;
  private final Log log;
  private final Outage outage;

  /** Empty only after a damaged file was set aside. */
  private Optional<Database> database;

  private Optional<Object> identity;
  private long checkedAt = System.nanoTime();

  /** Good enough to be read from; to be opened anew before the next write. */
  private boolean stale;

  DatabaseKeeper(Opening opening, Database database, Duration retryAfter, Log log) {
    this.opening = opening;
    this.database = Optional.of(database);
    this.identity = opening.file().identity();
    this.outage = new Outage(opening.file().name(), retryAfter, log);
    this.log = log;
  }

  interface Writing {
    void to(Database database) throws SQLException;
  }

  interface Reading<T> {
    T from(Database database) throws SQLException;
  }

  Outage outage() {
    return outage;
  }

  /** True if the file lists these jails as running. */
  boolean lists(Set<String> running) {
    return database.map(open -> open.lists(running)).orElse(false);
  }

  /**
   * Writes, unless a recent failure makes it pointless.
   *
   * @throws SQLException only if the content is refused, the database being fine
   */
  CommitOutcome write(Writing writing) throws SQLException {
    Optional<String> pointless = outage.forbids();
    if (pointless.isPresent()) {
      return new CommitOutcome.Failed(pointless.get());
    }
    long start = System.nanoTime();
    try {
      writing.to(current());
      outage.end();
      return CommitOutcome.COMMITTED;
    } catch (SQLException failure) {
      if (Trouble.of(failure) == Trouble.REFUSED) {
        throw failure;
      }
      return failed(failure, start);
    } catch (UnusableDatabaseException failure) {
      return failed(failure, start);
    }
  }

  /** Reads; if that is impossible, says so and returns what holds otherwise. */
  <T> T read(Reading<T> reading, T otherwise) {
    long start = System.nanoTime();
    try {
      return database.isPresent() ? reading.from(database.get()) : otherwise;
    } catch (SQLException failure) {
      failed(failure, start);
      return Trouble.of(failure) == Trouble.CORRUPT ? readAgain(reading, otherwise) : otherwise;
    } catch (RuntimeException failure) {
      log.error("Cannot make sense of what the database holds: " + failure);
    }
    return otherwise;
  }

  /** From the file that has replaced a damaged one. */
  private <T> T readAgain(Reading<T> reading, T otherwise) {
    try {
      return reading.from(current());
    } catch (SQLException | UnusableDatabaseException failure) {
      log.error("Database '" + opening.file().name() + "': " + failure.getMessage());
      return otherwise;
    }
  }

  private Database current() throws SQLException, UnusableDatabaseException {
    noticeDeletedFile();
    if (database.isPresent() && !stale) {
      return database.get();
    }
    Database opened = opening.reopen();
    drop();
    database = Optional.of(opened);
    identity = opening.file().identity();
    stale = false;
    return opened;
  }

  private void noticeDeletedFile() {
    if (stale || opening.file().inMemory() || System.nanoTime() - checkedAt < CHECK_NANOS) {
      return;
    }
    checkedAt = System.nanoTime();
    if (!opening.file().identity().equals(identity)) {
      log.error(
          "Database '" + opening.file().name() + "' was removed or replaced, opening it anew");
      stale = true;
    }
  }

  private CommitOutcome failed(Exception failure, long start) {
    String reason = String.valueOf(failure.getMessage());
    outage.begin(reason, System.nanoTime() - start);
    stale = !opening.file().inMemory();
    if (failure instanceof SQLException sql && Trouble.of(sql) == Trouble.CORRUPT) {
      setAside(reason);
    }
    return new CommitOutcome.Failed(reason);
  }

  /** The damaged file is closed first, lest its journal be taken for that of the new one. */
  private void setAside(String reason) {
    drop();
    try {
      opening.setAside(reason);
      outage.retryNow();
    } catch (SQLException e) {
      log.error("Database '" + opening.file().name() + "': " + e.getMessage());
    }
  }

  private void drop() {
    try {
      if (database.isPresent()) {
        database.get().close();
      }
    } catch (SQLException e) {
      log.error("Database '" + opening.file().name() + "' could not be closed: " + e.getMessage());
    }
    database = Optional.empty();
  }

  @Override
  public void close() {
    drop();
    log.info("Connection to database closed.");
  }
}
