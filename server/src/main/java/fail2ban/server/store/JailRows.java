package fail2ban.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tables {@code jails} and {@code logs}. Owned by the store's thread. */
final class JailRows {

  private final Statements statements;

  JailRows(Statements statements) {
    this.statements = statements;
  }

  /** These jails run, all others do not. */
  void enableOnly(Iterable<String> jails) throws SQLException {
    statements.run("UPDATE jails SET enabled = 0 WHERE enabled <> 0");
    for (String jail : jails) {
      statements.run(
          "INSERT INTO jails(name, enabled) VALUES(?, 1)"
              + " ON CONFLICT(name) DO UPDATE SET enabled = 1",
          jail);
    }
  }

  Set<String> enabled() throws SQLException {
    var enabled = new HashSet<String>();
    try (ResultSet rows =
        statements.with("SELECT name FROM jails WHERE enabled <> 0").executeQuery()) {
      while (rows.next()) {
        enabled.add(rows.getString(1));
      }
    }
    return enabled;
  }

  /** The row that all others of the jail refer to. */
  void ensure(String jail) throws SQLException {
    statements.run("INSERT OR IGNORE INTO jails(name) VALUES(?)", jail);
  }

  void put(String jail, StoredPosition position) throws SQLException {
    statements.run(
        "INSERT INTO logs(jail, path, firstlinemd5, lastfilepos) VALUES(?, ?, ?, ?)"
            + " ON CONFLICT(jail, path) DO UPDATE SET"
            + " firstlinemd5 = excluded.firstlinemd5, lastfilepos = excluded.lastfilepos",
        jail,
        position.path(),
        position.firstLineHash(),
        position.offset());
  }

  Map<String, StoredPosition> positions(String jail) throws SQLException {
    var positions = new HashMap<String, StoredPosition>();
    try (ResultSet rows =
        statements
            .with(
                "SELECT path, ifnull(firstlinemd5, ''), max(0, ifnull(lastfilepos, 0))"
                    + " FROM logs WHERE jail = ? AND path IS NOT NULL",
                jail)
            .executeQuery()) {
      while (rows.next()) {
        String path = rows.getString(1);
        positions.put(path, new StoredPosition(path, rows.getString(2), rows.getLong(3)));
      }
    }
    return positions;
  }

  /** Removes disabled jails of which no ban is left, with their positions and tallies. */
  void purge() throws SQLException {
    statements.run(
        "DELETE FROM jails WHERE enabled = 0"
            + " AND NOT EXISTS(SELECT 1 FROM bans WHERE bans.jail = jails.name)"
            + " AND NOT EXISTS(SELECT 1 FROM bips WHERE bips.jail = jails.name)");
  }
}
