package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the column {@code data}; what cannot be decoded is logged and taken as empty. */
final class DataColumn {

  private final Log log;

  DataColumn(Log log) {
    this.log = log;
  }

  TicketData read(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes("data");
    if (bytes == null) {
      return TicketData.EMPTY;
    }
    try {
      return TicketReader.decode(bytes);
    } catch (IOException e) {
      log.error("Cannot read the data of a stored ticket, left out: " + e.getMessage());
      return TicketData.EMPTY;
    }
  }
}
