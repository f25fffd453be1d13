package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The open tallies: a table of ours beside fail2ban's. Without it, failures that a log position has
 * left behind would be forgotten by a restart.
 *
 * <p>Times are microseconds since 1970, as exact as any log's. Owned by the store's thread.
 */
final class TallyRows {

  static final String TABLE = "fail2ban_java_tallies";
  static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + TABLE
          + "(jail TEXT NOT NULL, id TEXT NOT NULL, first INTEGER NOT NULL,"
          + " last INTEGER NOT NULL, retries INTEGER NOT NULL, data JSON,"
          + " PRIMARY KEY(jail, id),"
          + " FOREIGN KEY(jail) REFERENCES jails(name) ON DELETE CASCADE) WITHOUT ROWID";

  private final Statements statements;
  private final DataColumn data;

  TallyRows(Statements statements, DataColumn data) {
    this.statements = statements;
    this.data = data;
  }

  void put(String jail, Tally tally) throws SQLException {
    statements.run(
        "INSERT OR REPLACE INTO " + TABLE + " VALUES(?, ?, ?, ?, ?, ?)",
        jail,
        tally.id().text(),
        micros(tally.first()),
        micros(tally.last()),
        tally.retries(),
        TicketWriter.encode(TicketData.of(tally)));
  }

  void remove(String jail, FailureId id) throws SQLException {
    statements.run("DELETE FROM " + TABLE + " WHERE jail = ? AND id = ?", jail, id.text());
  }

  /** The jail's tallies, the one with the oldest last failure first. */
  List<Tally> of(String jail) throws SQLException {
    var tallies = new ArrayList<Tally>();
    try (ResultSet rows =
        statements
            .with("SELECT * FROM " + TABLE + " WHERE jail = ? ORDER BY last, id", jail)
            .executeQuery()) {
      while (rows.next()) {
        tallies.add(tally(rows));
      }
    }
    return tallies;
  }

  private Tally tally(ResultSet row) throws SQLException {
    TicketData ticket = data.read(row.getBytes("data"));
    return new Tally(
        FailureId.of(row.getString("id")),
        Instant.EPOCH.plus(row.getLong("first"), ChronoUnit.MICROS),
        Instant.EPOCH.plus(row.getLong("last"), ChronoUnit.MICROS),
        row.getInt("retries"),
        ticket.failures(),
        ticket.matches(),
        ticket.groups());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
