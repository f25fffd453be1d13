package fail2ban.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes over what can still be read of a damaged database: of each table the rows from its begin
 * and from its end up to the damage. fail2ban has the program {@code sqlite3} do so.
 *
 * <p>Owned by the store's thread.
 */
final class Salvage {

  /**
   * @param jail the column with the jail's name
   * @param columns all that this version has
   */
  private record Table(String name, String jail, List<String> columns) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("jails", "name", List.of("rowid", "name", "enabled")),
          new Table(
              "logs", "jail", List.of("rowid", "jail", "path", "firstlinemd5", "lastfilepos")),
          new Table(
              "bans",
              "jail",
              List.of("rowid", "jail", "ip", "timeofban", "bantime", "bancount", "data")),
          new Table(
              "bips",
              "jail",
              List.of("rowid", "jail", "ip", "timeofban", "bantime", "bancount", "data")),
          new Table(
              TallyRows.TABLE, "jail", List.of("jail", "id", "first", "last", "retries", "data")));

  private final Connection damaged;
  private final Connection fresh;
  private final Set<String> jails = new HashSet<>();

  private Salvage(Connection damaged, Connection fresh) {
    this.damaged = damaged;
    this.fresh = fresh;
  }

  /**
   * Copies into an empty database of the current version.
   *
   * @return how many rows there were
   * @throws SQLException if the new one cannot be written
   */
  static int copy(Connection damaged, Connection fresh) throws SQLException {
    var salvage = new Salvage(damaged, fresh);
    int rows = 0;
    try (Statement transaction = fresh.createStatement()) {
      transaction.execute("BEGIN IMMEDIATE");
      for (Table table : TABLES) {
        rows += salvage.copy(table, "ASC") + salvage.copy(table, "DESC");
      }
      transaction.execute("COMMIT");
    }
    return rows;
  }

  private int copy(Table table, String direction) throws SQLException {
    String columns = String.join(", ", table.columns());
    String first = table.columns().getFirst();
    String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    try (PreparedStatement insert =
        fresh.prepareStatement(
            "INSERT OR IGNORE INTO %s(%s) VALUES(%s)".formatted(table.name(), columns, places))) {
      return copy(
          "SELECT %s FROM %s ORDER BY %s %s".formatted(columns, table.name(), first, direction),
          table,
          insert);
    }
  }

  private int copy(String select, Table table, PreparedStatement insert) throws SQLException {
    int copied = 0;
    try (Statement statement = damaged.createStatement();
        ResultSet row = statement.executeQuery(select)) {
      while (next(row)) {
        ensureJail(row.getString(table.jail()));
        for (int column = 1; column <= table.columns().size(); column++) {
          insert.setObject(column, row.getObject(column));
        }
        copied += insert.executeUpdate();
      }
    } catch (SQLException unreadable) {
      if (Trouble.of(unreadable) == Trouble.UNAVAILABLE && !isMissing(unreadable)) {
        throw unreadable;
      }
    }
    return copied;
  }

  /** An older version, or another program, does not have the table or one of its columns. */
  private static boolean isMissing(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("no such");
  }

  /** False at the end, and where the damage begins. */
  private static boolean next(ResultSet row) {
    try {
      return row.next();
    } catch (SQLException damage) {
      return false;
    }
  }

  /** All rows need it, and its own may be among those that are lost. */
  private void ensureJail(String jail) throws SQLException {
    if (jails.add(jail)) {
      try (PreparedStatement insert =
          fresh.prepareStatement("INSERT OR IGNORE INTO jails(name) VALUES(?)")) {
        insert.setString(1, jail);
        insert.executeUpdate();
      }
    }
  }
}
