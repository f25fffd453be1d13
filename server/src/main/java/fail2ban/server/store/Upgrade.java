package fail2ban.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Brings a file of version 1 to 3 to the current one: the old tables are renamed, new ones made,
 * and the columns that the old ones have copied over. A ban time that was never stored becomes −2,
 * "the jail's own".
 */
final class Upgrade {

  private Upgrade() {}

  static void run(Statement statement) throws SQLException {
    // Or renaming would let the foreign keys of the other tables follow the old one.
    statement.execute("PRAGMA legacy_alter_table = ON");
    for (String table : new String[] {"jails", "logs", "bans"}) {
      statement.execute("ALTER TABLE " + table + " RENAME TO old_" + table);
    }
    dropIndexes(statement);
    Schema.create(statement);
    copy(statement);
    for (String table : new String[] {"bans", "logs", "jails"}) {
      statement.execute("DROP TABLE old_" + table);
    }
    statement.execute("PRAGMA legacy_alter_table = OFF");
  }

  private static void copy(Statement statement) throws SQLException {
    statement.execute(
        "INSERT OR IGNORE INTO jails(name, enabled) SELECT name, enabled FROM old_jails"
            + " WHERE name IS NOT NULL");
    statement.execute(
        "INSERT OR IGNORE INTO logs(jail, path, firstlinemd5, lastfilepos)"
            + " SELECT jail, path, firstlinemd5, lastfilepos FROM old_logs"
            + " WHERE jail IN (SELECT name FROM jails)");
    Set<String> columns = columns(statement, "old_bans");
    statement.execute(
        "INSERT INTO bans(jail, ip, timeofban, bantime, bancount, data) SELECT jail, ip, timeofban, "
            + (columns.contains("bantime") ? "bantime, " : "-2, ")
            + (columns.contains("bancount") ? "bancount, " : "1, ")
            + (columns.contains("data") ? "data" : "'{}'")
            + " FROM old_bans WHERE jail IN (SELECT name FROM jails) ORDER BY rowid");
    statement.execute(
        "INSERT OR REPLACE INTO bips(ip, jail, timeofban, bantime, bancount, data)"
            + " SELECT ip, jail, timeofban, bantime, bancount, data FROM bans"
            + " WHERE ip IS NOT NULL ORDER BY timeofban");
  }

  /** An index keeps its name when its table gets another one, and would be in the way. */
  private static void dropIndexes(Statement statement) throws SQLException {
    for (String index :
        names(
            statement,
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                + " AND tbl_name LIKE 'old\\_%' ESCAPE '\\'")) {
      statement.execute("DROP INDEX \"" + index.replace("\"", "\"\"") + "\"");
    }
  }

  private static Set<String> columns(Statement statement, String table) throws SQLException {
    return names(statement, "SELECT name FROM pragma_table_info('" + table + "')");
  }

  private static Set<String> names(Statement statement, String query) throws SQLException {
    var names = new HashSet<String>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
