package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ban times that grow, in a whole server with a real database and real actions. */
class GrowingBansTest {

  private static final String OFFENDER = "192.0.2.7";

  @TempDir Path folder;

  private ServerFixture server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerFixture(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void growing(String jail) {
    accepted("set", "dbfile", server.database().toString());
    for (Value command : server.jail(jail)) {
      assertThat(server.tell(command)).doesNotStartWith("!");
    }
    accepted("set", jail, "bantime.increment", "true");
    accepted(
        "set",
        jail,
        "action",
        "note",
        "actionprolong",
        "echo prolong <ip> <bantime> <bancount> >>" + server.notes(jail));
  }

  private void accepted(String... words) {
    assertThat(server.tell(words)).as("%s", (Object) words).doesNotStartWith("!");
  }

  private void bannedBefore(String jail, int count) throws SQLException {
    change(
        "INSERT INTO bips(ip, jail, timeofban, bantime, bancount, data) VALUES('%s', '%s', %d, 600, %d, '{}')"
            .formatted(OFFENDER, jail, System.currentTimeMillis() / 1000 - 5000, count));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + server.database());
  }

  private String stored(String jail) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT bantime, bancount FROM bips WHERE ip = '%s' AND jail = '%s'"
                    .formatted(OFFENDER, jail))) {
      return row.next() ? row.getLong(1) + " " + row.getInt(2) : "nothing";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String banned(String jail) {
    return server.tell("get", jail, "banip", "--with-time");
  }

  @Test
  void aSecondBanIsLongerAndItsActionsAreToldSo() throws Exception {
    growing("a");
    accepted("set", "a", "bantime", "1");
    accepted("set", "a", "banip", OFFENDER);
    server.await("unban", () -> server.text(server.notes("a")).contains("unban"));
    accepted("set", "a", "banip", OFFENDER);
    server.await("prolong", () -> server.text(server.notes("a")).contains("prolong"));
    assertThat(server.text(server.notes("a")).lines())
        .startsWith(
            "ban " + OFFENDER,
            "unban " + OFFENDER,
            "ban " + OFFENDER,
            "prolong " + OFFENDER + " 2 2");
    assertThat(stored("a")).isEqualTo("2 2");
    assertThat(server.logged())
        .contains("Set banTime.increment = True")
        .contains("observer")
        .contains("[a] IP " + OFFENDER + " is bad: 1 # last ")
        .contains(" - incr 1s to 2s")
        .contains("[a] Increase Ban " + OFFENDER + " (2 # 2s -> ");
  }

  @Test
  void aKnownOffenderNeedsFewerFailures() throws Exception {
    growing("a");
    bannedBefore("a", 1);
    server.failures(OFFENDER, 1);
    server.await("ban", () -> server.logged().contains("Ban " + OFFENDER));
    assertThat(server.logged())
        .contains("Found " + OFFENDER + ", bad - ")
        .contains("1 # -> 2.0, Ban");
    assertThat(banned("a")).contains(" + 1200 = ");
  }

  @Test
  void bansOfOtherJailsCountIfTheyAreTo() throws Exception {
    growing("a");
    growing("b");
    bannedBefore("a", 2);
    accepted("set", "b", "banip", OFFENDER);
    assertThat(banned("b")).contains(" + 600 = ");
    accepted("set", "b", "unbanip", OFFENDER);
    accepted("set", "b", "bantime.overalljails", "false");
    accepted("set", "b", "banip", OFFENDER);
    assertThat(banned("b")).contains(" + 600 = ");
    accepted("set", "b", "unbanip", OFFENDER);
    accepted("set", "b", "bantime.overalljails", "true");
    accepted("set", "b", "banip", OFFENDER);
    assertThat(banned("b")).contains(" + 2400 = ");
    server.await("count", () -> stored("b").equals("2400 3"));
  }

  @Test
  void longBansOutlastARestartAndAReloadAndCommandsThatForget() throws Exception {
    growing("a");
    bannedBefore("a", 3);
    accepted("set", "a", "banip", OFFENDER);
    server.await("stored", () -> stored("a").equals("4800 4"));
    close();
    open();
    growing("a");
    assertThat(server.reload(server.jail("a").toArray(Value[]::new))).isEqualTo("'OK'");
    accepted("set", "a", "bantime", "60");
    // Restored before the option was set, as no configuration would do it: no longer than usual.
    assertThat(banned("a")).contains(" + 600 = ");
    assertThat(server.tell("set", "a", "unbanip", "192.0.2.0/29")).isEqualTo("1");
    accepted("set", "a", "bantime.increment", "true");
    accepted("set", "a", "banip", OFFENDER);
    assertThat(banned("a")).contains(" + 60 = ");
  }

  @Test
  void anIncreasedBanIsRestoredWithItsOwnLength() throws Exception {
    growing("a");
    bannedBefore("a", 3);
    accepted("set", "a", "banip", OFFENDER);
    server.await("stored", () -> stored("a").equals("4800 4"));
    close();
    open();
    accepted("set", "dbfile", server.database().toString());
    accepted("add", "a", "polling");
    accepted("set", "a", "bantime.increment", "true");
    accepted("set", "a", "bantime.maxtime", "1h");
    accepted("start", "a");
    assertThat(banned("a")).contains(" + 3600 = ");
    server.await("told", () -> server.logged().contains("[a] Restore Ban " + OFFENDER));
    assertThat(server.logged()).contains("Set banTime.maxtime = 3600");
  }

  @Test
  void aLockedDatabaseNeitherStopsBansNorShortensThem() throws Exception {
    growing("a");
    bannedBefore("a", 1);
    accepted("set", "a", "banip", "192.0.2.1");
    try (Connection other = connect();
        Statement lock = other.createStatement()) {
      lock.execute("PRAGMA busy_timeout = 5000");
      lock.execute("BEGIN EXCLUSIVE");
      accepted("set", "a", "banip", OFFENDER);
      server.await("ban", () -> server.text(server.notes("a")).contains("ban " + OFFENDER));
      assertThat(banned("a")).contains(" + 1200 = ");
      lock.execute("COMMIT");
    }
    server.await("stored", () -> stored("a").equals("1200 2"));
    assertThat(server.logged()).contains("locked").contains("works again");
  }

  @Test
  void withoutADatabaseTheLogSaysThatBansDoNotGrow() {
    for (Value command : server.jail("a")) {
      accepted(
          ((Value.Sequence) command).items().stream().map(Value::toString).toArray(String[]::new));
    }
    accepted("set", "a", "bantime.increment", "true");
    assertThat(server.logged())
        .contains("WARNING ban time increment is not available as long jail database is not set");
    accepted("set", "a", "banip", OFFENDER);
    assertThat(banned("a")).contains(" + 600 = ");
  }
}
