package fail2ban.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * fail2ban's tables in version 4, to the letter, so that either program opens what the other wrote;
 * and one of ours, which fail2ban does not look at.
 */
final class Schema {

  static final int VERSION = 4;

  private static final Set<String> OURS =
      Set.of("fail2banDb", "jails", "logs", "bans", "bips", TallyRows.TABLE);

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS fail2banDb(version INTEGER)",
          "CREATE TABLE IF NOT EXISTS jails("
              + "name TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL DEFAULT 1)",
          "CREATE TABLE IF NOT EXISTS logs("
              + "jail TEXT NOT NULL, path TEXT, firstlinemd5 TEXT,"
              + " lastfilepos INTEGER DEFAULT 0,"
              + " FOREIGN KEY(jail) REFERENCES jails(name) ON DELETE CASCADE,"
              + " UNIQUE(jail, path), UNIQUE(jail, path, firstlinemd5))",
          "CREATE TABLE IF NOT EXISTS bans("
              + "jail TEXT NOT NULL, ip TEXT, timeofban INTEGER NOT NULL,"
              + " bantime INTEGER NOT NULL, bancount INTEGER NOT NULL default 1, data JSON,"
              + " FOREIGN KEY(jail) REFERENCES jails(name))",
          "CREATE TABLE IF NOT EXISTS bips("
              + "ip TEXT NOT NULL, jail TEXT NOT NULL, timeofban INTEGER NOT NULL,"
              + " bantime INTEGER NOT NULL, bancount INTEGER NOT NULL default 1, data JSON,"
              + " PRIMARY KEY(ip, jail), FOREIGN KEY(jail) REFERENCES jails(name))");

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX IF NOT EXISTS jails_name ON jails(name)",
          "CREATE INDEX IF NOT EXISTS logs_path ON logs(path)",
          "CREATE INDEX IF NOT EXISTS logs_jail_path ON logs(jail, path)",
          "CREATE INDEX IF NOT EXISTS bans_jail_timeofban_ip ON bans(jail, timeofban)",
          "CREATE INDEX IF NOT EXISTS bans_jail_ip ON bans(jail, ip)",
          "CREATE INDEX IF NOT EXISTS bans_ip ON bans(ip)",
          "CREATE INDEX IF NOT EXISTS bips_timeofban ON bips(timeofban)",
          "CREATE INDEX IF NOT EXISTS bips_ip ON bips(ip)");

  private Schema() {}

  /** Makes what is missing and declares it to be of this version. */
  static void create(Statement statement) throws SQLException {
    for (String sql : TABLES) {
      statement.execute(sql);
    }
    for (String sql : INDEXES) {
      statement.execute(sql);
    }
    statement.execute(TallyRows.CREATE);
    statement.execute("DELETE FROM fail2banDb");
    statement.execute("INSERT INTO fail2banDb(version) VALUES(" + VERSION + ")");
  }

  /** The version that the file declares; empty for a new file. */
  static OptionalInt version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!tables(statement).contains("fail2banDb")) {
        return OptionalInt.empty();
      }
      try (ResultSet row = statement.executeQuery("SELECT max(version) FROM fail2banDb")) {
        return row.next() && row.getObject(1) != null
            ? OptionalInt.of(row.getInt(1))
            : OptionalInt.empty();
      }
    }
  }

  /** True if the file holds somebody else's tables and none of fail2ban's. */
  static boolean foreign(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Set<String> tables = tables(statement);
      return !tables.isEmpty() && tables.stream().noneMatch(OURS::contains);
    }
  }

  /** False for a file that only fail2ban has written to. */
  static boolean hasTallies(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return tables(statement).contains(TallyRows.TABLE);
    }
  }

  private static Set<String> tables(Statement statement) throws SQLException {
    var names = new HashSet<String>();
    try (ResultSet rows =
        statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
