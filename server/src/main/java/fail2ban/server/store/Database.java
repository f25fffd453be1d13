package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Tally;
import fail2ban.engine.log.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An open database of the current version: what can be written to it as one transaction, and what
 * can be asked.
 *
 * <p>Owned by the store's thread. After an exception nothing of the transaction is in the file.
 */
final class Database implements AutoCloseable {

  private final Connection connection;
  private final Statements statements;
  private final DataColumn data;

  /** Listed as running by a server that was killed, and not taken up since. */
  private final Set<String> abandoned;

  private Set<String> enabled = Set.of();
  private boolean enabledKnown;

  Database(Connection connection, Log log) throws SQLException {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.data = new DataColumn(log);
    this.abandoned = new JailRows(statements).enabled();
  }

  /** True if the file says that these jails run, and no others but those abandoned. */
  boolean lists(Set<String> running) {
    return enabledKnown && enabled.equals(running);
  }

  /** Writes all of it, or nothing. */
  void write(List<JailCommit> commits, Set<String> running, int maxMatches) throws SQLException {
    transaction(() -> {
      // A database that fail2ban made does not have it.
      statements.run(TallyRows.CREATE);
      if (!lists(running)) {
        new JailRows(statements).enableOnly(withAbandoned(running));
      }
      for (JailCommit commit : commits) {
        write(commit, maxMatches);
      }
    });
    enabled = running;
    enabledKnown = true;
  }

  /** They stay listed, lest a second kill hide that something of theirs may still stand. */
  private Set<String> withAbandoned(Set<String> running) {
    var all = new HashSet<>(abandoned);
    all.addAll(running);
    return all;
  }

  private void write(JailCommit commit, int maxMatches) throws SQLException {
    String jail = commit.jail();
    var jails = new JailRows(statements);
    var bans = new BanRows(statements, maxMatches);
    var tallies = new TallyRows(statements, data);
    jails.ensure(jail);
    if (commit.everyoneForgotten()) {
      bans.forgetEveryone(jail);
    }
    for (FailureId id : commit.forgotten()) {
      bans.forget(jail, id);
    }
    for (Ban ban : commit.begun()) {
      bans.begin(jail, ban);
    }
    for (Ban ban : commit.prolonged()) {
      bans.prolong(jail, ban);
    }
    for (FailureId id : commit.settled()) {
      tallies.remove(jail, id);
    }
    for (Tally tally : commit.tallies()) {
      tallies.put(jail, tally);
    }
    for (StoredPosition position : commit.positions()) {
      jails.put(jail, position);
    }
  }

  /** Removes what happened before this time and does not matter any more. */
  void purge(Instant before) throws SQLException {
    transaction(() -> {
      new BanRows(statements, 0).purge(before);
      new JailRows(statements).purge();
    });
  }

  JailMemory memory(String jail, RestoreRule rule, Instant now) throws SQLException {
    return new JailMemory(
        queries().inForce(jail, rule, now),
        Schema.hasTallies(connection) ? new TallyRows(statements, data).of(jail) : List.of(),
        new JailRows(statements).positions(jail),
        abandoned.remove(jail));
  }

  BanQueries queries() {
    return new BanQueries(statements, data);
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void transaction(Work work) throws SQLException {
    statements.run("BEGIN IMMEDIATE");
    try {
      work.run();
      statements.run("COMMIT");
    } catch (SQLException | RuntimeException failure) {
      rollBack(failure);
      throw failure;
    }
  }

  private void rollBack(Exception failure) {
    try {
      statements.run("ROLLBACK");
    } catch (SQLException e) {
      // A full disk, for one, has made SQLite do so already.
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
