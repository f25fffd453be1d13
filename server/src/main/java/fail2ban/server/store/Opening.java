package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.sqlite.SQLiteConfig;

/**
 * Opens a database file as it is found: new, current, older, damaged, or not for us.
 *
 * @param patience how long to wait for another program that has locked the file
 * @param clock for the names of backups
 */
record Opening(DatabaseFile file, Duration patience, InstantSource clock, Log log) {

  /**
   * Opens the file, making or upgrading it where needed. A damaged one is moved aside first.
   *
   * @throws SQLException if it cannot be opened now: locked, not readable, no space
   */
  Database open() throws SQLException, UnusableDatabaseException {
    Database database = reopen();
    log.info("Connected to fail2ban persistent database '" + file.name() + "'");
    return database;
  }

  /** The same after an outage, of which the log knows already. */
  Database reopen() throws SQLException, UnusableDatabaseException {
    try {
      return attempt();
    } catch (SQLException failure) {
      if (Trouble.of(failure) != Trouble.CORRUPT) {
        throw failure;
      }
      setAside(failure.toString());
      return attempt();
    }
  }

  /** Puts a new file where a damaged one lies, with what can still be read of that. */
  void setAside(String reason) throws SQLException {
    try {
      Path backup = file.moveAside(now());
      log.error(
          "Database '"
              + file.name()
              + "' is damaged ("
              + reason
              + "). It is kept as '"
              + backup
              + "'");
      salvage(new DatabaseFile(backup.toString()));
    } catch (IOException e) {
      throw new SQLException("cannot move the damaged database aside: " + e, e);
    }
  }

  private void salvage(DatabaseFile damaged) throws SQLException {
    try (Connection fresh = connect();
        Connection old = readOnly(damaged)) {
      prepare(fresh);
      log.warning(
          "%d rows of the damaged database could be read and are kept"
              .formatted(Salvage.copy(old, fresh)));
    } catch (UnusableDatabaseException e) {
      throw new SQLException(e);
    }
  }

  private static Connection readOnly(DatabaseFile damaged) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection(damaged.url());
  }

  private Database attempt() throws SQLException, UnusableDatabaseException {
    Connection connection = connect();
    try {
      prepare(connection);
      return new Database(connection, log);
    } catch (SQLException | UnusableDatabaseException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private Connection connect() throws SQLException {
    try {
      file.ensure();
    } catch (IOException e) {
      throw new SQLException("cannot create it: " + e, e);
    }
    var config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
    config.enforceForeignKeys(true);
    // TRUNCATE survives a killed process where MEMORY, fail2ban's choice, corrupts the file. To
    // outlive a power failure as well would take a sync for each ban.
    config.setJournalMode(SQLiteConfig.JournalMode.TRUNCATE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    // Otherwise the driver asks for the number of the last row after each statement.
    config.setGetGeneratedKeys(false);
    return config.createConnection(file.url());
  }

  private void prepare(Connection connection) throws SQLException, UnusableDatabaseException {
    if (Schema.foreign(connection)) {
      throw new UnusableDatabaseException(
          "'" + file.name() + "' is a database of some other program");
    }
    OptionalInt found = Schema.version(connection);
    int version = found.orElse(Schema.VERSION);
    if (version > Schema.VERSION) {
      throw new UnusableDatabaseException(
          "Database '%s' has version %d, this program knows versions up to %d"
              .formatted(file.name(), version, Schema.VERSION));
    }
    if (found.isEmpty()) {
      inTransaction(connection, Schema::create);
      log.warning("New database created. Version '" + Schema.VERSION + "'");
    } else if (version < Schema.VERSION) {
      upgrade(connection, version);
    }
  }

  private void upgrade(Connection connection, int version) throws SQLException {
    try {
      Path backup = file.copyAside(now());
      log.info("Database backup created: " + backup);
    } catch (IOException e) {
      throw new SQLException("cannot make a backup before the upgrade: " + e, e);
    }
    inTransaction(connection, Upgrade::run);
    log.warning("Database updated from '" + version + "' to '" + Schema.VERSION + "'");
  }

  private interface Steps {
    void run(Statement statement) throws SQLException;
  }

  private static void inTransaction(Connection connection, Steps steps) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      steps.run(statement);
      statement.execute("COMMIT");
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
  }
}
