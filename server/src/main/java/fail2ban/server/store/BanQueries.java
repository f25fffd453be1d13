package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.BanTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tables {@code bans} and {@code bips}. Owned by the store's thread. */
final class BanQueries {

  /** Some 30,000 years in seconds. */
  private static final long FAR_AWAY = 1_000_000_000_000L;

  private final Statements statements;
  private final DataColumn data;

  BanQueries(Statements statements, DataColumn data) {
    this.statements = statements;
    this.data = data;
  }

  /**
   * The bans that a starting jail takes back, the earliest first. They are sorted here, because
   * SQLite would carry what led to them along.
   */
  List<Ban> inForce(String jail, RestoreRule rule, Instant now) throws SQLException {
    var bans = new ArrayList<Ban>();
    try (ResultSet row =
        statements
            .with(
                "SELECT timeofban, bantime, ip, bancount, data FROM bips WHERE jail = ?"
                    + " AND (bantime < 0 OR timeofban + bantime > ?)",
                jail,
                now.getEpochSecond())
            .executeQuery()) {
      while (row.next()) {
        Instant start = time(row.getLong(1));
        Optional<BanTime> banTime = rule.apply(start, sane(row.getLong(2)), now);
        if (banTime.isPresent()) {
          bans.add(restored(row, start, banTime.get()));
        }
      }
    }
    bans.sort(Comparator.comparing(Ban::start));
    return bans;
  }

  private Ban restored(ResultSet row, Instant start, BanTime banTime) throws SQLException {
    return new Ban(
        FailureId.of(row.getString(3)),
        start,
        banTime,
        row.getInt(4),
        data.later(row.getBytes(5)),
        true);
  }

  /** Each offender's latest ban in each jail. */
  Map<FailureId, Map<String, BanHistory>> latest() throws SQLException {
    var latest = new HashMap<FailureId, Map<String, BanHistory>>();
    try (ResultSet row =
        statements.with("SELECT ip, jail, bancount, timeofban, bantime FROM bips").executeQuery()) {
      while (row.next()) {
        var history =
            new BanHistory(row.getInt(3), time(row.getLong(4)), new BanTime(sane(row.getLong(5))));
        latest
            .computeIfAbsent(FailureId.of(row.getString(1)), _ -> new HashMap<>(2))
            .put(row.getString(2), history);
      }
    }
    return latest;
  }

  MergedMatches matches(FailureId id, Optional<String> jail, int most) throws SQLException {
    var lines = new ArrayList<MatchedLine>();
    int failures = 0;
    try (ResultSet rows =
        byOffender("SELECT data FROM bans", id, jail, " ORDER BY timeofban, rowid")
            .executeQuery()) {
      while (rows.next()) {
        TicketData ticket = data.read(rows.getBytes("data"));
        lines.addAll(ticket.matches());
        failures += ticket.failures();
      }
    }
    return new MergedMatches(TicketData.last(lines, most), failures);
  }

  List<PastBan> bansOf(FailureId id, int most) throws SQLException {
    var bans = new ArrayList<PastBan>();
    try (ResultSet row =
        statements
            .with(
                "SELECT jail, timeofban, bantime FROM bans WHERE ip = ?"
                    + " ORDER BY timeofban DESC, rowid DESC LIMIT ?",
                id.text(),
                most)
            .executeQuery()) {
      while (row.next()) {
        bans.add(
            new PastBan(row.getString(1), time(row.getLong(2)), new BanTime(sane(row.getLong(3)))));
      }
    }
    return bans;
  }

  private static Instant time(long seconds) {
    return Instant.ofEpochSecond(sane(seconds));
  }

  /** Whatever stands in the file: no later sum of times may overflow. */
  private static long sane(long seconds) {
    return Math.clamp(seconds, -FAR_AWAY, FAR_AWAY);
  }

  private PreparedStatement byOffender(
      String select, FailureId id, Optional<String> jail, String order) throws SQLException {
    String where = select + " WHERE ip = ?";
    return jail.isPresent()
        ? statements.with(where + " AND jail = ?" + order, id.text(), jail.get())
        : statements.with(where + order, id.text());
  }
}
