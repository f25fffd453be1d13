package fail2ban.server.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What a failed statement says about the database. */
enum Trouble {
  /** The file is damaged or no database: only a new file helps. */
  CORRUPT,
  /** This very content is refused; the database is fine. */
  REFUSED,
  /** Full, locked, read-only, not readable: may pass. */
  UNAVAILABLE;

  /** SQLite's extended codes carry the plain one in their lowest byte. */
  private static final int PLAIN = 0xff;

  static Trouble of(SQLException failure) {
    return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PLAIN)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> CORRUPT;
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> REFUSED;
      default -> UNAVAILABLE;
    };
  }
}
