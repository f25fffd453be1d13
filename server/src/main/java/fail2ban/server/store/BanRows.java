package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Writes the tables {@code bans}, every ban there was, and {@code bips}, the latest of each
 * offender in each jail. Owned by the store's thread.
 */
final class BanRows {

  private final Statements statements;
  private final int maxMatches;

  /**
   * @param maxMatches how many lines a ban may keep
   */
  BanRows(Statements statements, int maxMatches) {
    this.statements = statements;
    this.maxMatches = maxMatches;
  }

  void begin(String jail, Ban ban) throws SQLException {
    write(
        "INSERT INTO bans(timeofban, bantime, bancount, data, jail, ip) VALUES(?, ?, ?, ?, ?, ?)",
        jail,
        ban);
  }

  /** The ban's row in the history gets its new end: it is still one ban. */
  void prolong(String jail, Ban ban) throws SQLException {
    write(
        "UPDATE bans SET timeofban = ?, bantime = ?, bancount = ?, data = ? WHERE rowid ="
            + " (SELECT max(rowid) FROM bans WHERE jail = ? AND ip = ?)",
        jail,
        ban);
  }

  private void write(String history, String jail, Ban ban) throws SQLException {
    Object[] row = {
      rounded(ban.start()),
      ban.banTime().seconds(),
      ban.count(),
      TicketWriter.encode(TicketData.of(ban, maxMatches)),
      jail,
      ban.id().text()
    };
    statements.run(history, row);
    statements.run(
        "INSERT OR REPLACE INTO bips(timeofban, bantime, bancount, data, jail, ip)"
            + " VALUES(?, ?, ?, ?, ?, ?)",
        row);
  }

  void forget(String jail, FailureId id) throws SQLException {
    statements.run("DELETE FROM bans WHERE jail = ? AND ip = ?", jail, id.text());
    statements.run("DELETE FROM bips WHERE jail = ? AND ip = ?", jail, id.text());
  }

  void forgetEveryone(String jail) throws SQLException {
    statements.run("DELETE FROM bans WHERE jail = ?", jail);
    statements.run("DELETE FROM bips WHERE jail = ?", jail);
  }

  /** Removes the history before this time, and whoever has kept quiet for long since. */
  void purge(Instant before) throws SQLException {
    long time = before.getEpochSecond();
    statements.run("DELETE FROM bans WHERE timeofban < ?", time);
    statements.run(
        "DELETE FROM bips WHERE bantime <> -1 AND timeofban < ? AND timeofban + 3 * bantime < ?",
        time,
        time);
  }

  /** To the nearest second, and from the middle to the even one, as Python rounds. */
  private static long rounded(Instant time) {
    long second = time.getEpochSecond();
    int half = Integer.compare(time.getNano(), 500_000_000);
    return half > 0 || (half == 0 && (second & 1) == 1) ? second + 1 : second;
  }
}
