package fail2ban.server.store;

import fail2ban.engine.jail.Evidence;
import fail2ban.engine.log.Log;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decodes the column {@code data}; what cannot be decoded is logged and taken as empty. */
final class DataColumn {

  private final Log log;

  DataColumn(Log log) {
    this.log = log;
  }

  TicketData read(byte @Nullable [] bytes) {
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

  /** The same, when somebody looks at it. */
  Evidence later(byte @Nullable [] bytes) {
    return Evidence.later(() -> {
      TicketData ticket = read(bytes);
      return new Evidence.Details(ticket.failures(), ticket.matches(), ticket.groups());
    });
  }
}
