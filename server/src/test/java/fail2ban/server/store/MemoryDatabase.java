package fail2ban.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A database in memory whose rows can be looked at. */
final class MemoryDatabase implements AutoCloseable {

  private final Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  private final Database database;

  MemoryDatabase() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Schema.create(statement);
    }
    database = new Database(connection, new Fixtures.RecordedLog());
  }

  void write(JailCommit commit) throws SQLException {
    database.write(List.of(commit), Set.of(), 10);
  }

  /** All rows, in an order that does not depend on when they were written. */
  List<String> dump() throws SQLException {
    return dump(connection);
  }

  static List<String> dump(Connection connection) throws SQLException {
    var rows = new ArrayList<String>();
    for (String table : List.of("jails", "logs", "bans", "bips", TallyRows.TABLE)) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          var text = new StringBuilder(table);
          for (int column = 1; column <= columns; column++) {
            text.append(' ').append(row.getMetaData().getColumnName(column)).append('=');
            text.append(row.getString(column));
          }
          rows.add(text.toString());
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
