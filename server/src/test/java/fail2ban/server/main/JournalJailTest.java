package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A jail that reads a journal, from the commands that make it to its bans. */
@Timeout(60)
final class JournalJailTest {

  private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");

  @TempDir Path folder;
  private int entries;

  @BeforeEach
  void writerIsInstalled() {
    assumeTrue(Files.isExecutable(WRITER), "systemd-journal-remote is installed");
  }

  private Path journal() {
    return folder.resolve("a.journal");
  }

  private void log(String unit, String... messages) throws IOException, InterruptedException {
    var export = new StringBuilder();
    for (String message : messages) {
      Instant now = Instant.now();
      entries++;
      export.append(
          """
          __CURSOR=s=1;i=%x
          __REALTIME_TIMESTAMP=%d
          __MONOTONIC_TIMESTAMP=%d
          _BOOT_ID=fedcba9876543210fedcba9876543210
          _HOSTNAME=box
          SYSLOG_IDENTIFIER=prog
          _SYSTEMD_UNIT=%s
          MESSAGE=%s

          """
              .formatted(
                  entries,
                  now.getEpochSecond() * 1_000_000 + now.getNano() / 1000,
                  1_000_000 + entries,
                  unit,
                  message));
    }
    Path file = Files.writeString(folder.resolve("export"), export);
    int exit =
        new ProcessBuilder(WRITER.toString(), "--output=" + journal(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(exit).isZero();
  }

  private List<Value> jail(ServerFixture server, String... matches) {
    var commands = new ArrayList<Value>();
    commands.add(Value.words("add", "j", "systemd[journalfiles=\"" + journal() + "\"]"));
    commands.add(Value.words("set", "j", "addfailregex", "^box prog: fail <HOST>$"));
    commands.add(Value.words("set", "j", "maxretry", "2"));
    commands.add(Value.words("set", "j", "ignoreself", "false"));
    if (matches.length > 0) {
      var words = new ArrayList<>(List.of("set", "j", "addjournalmatch"));
      words.addAll(List.of(matches));
      commands.add(Value.words(words.toArray(String[]::new)));
    }
    commands.add(Value.words("set", "j", "addaction", "note"));
    commands.add(
        Value.words(
            "set", "j", "action", "note", "actionban", "echo ban <ip> >>" + server.notes("j")));
    commands.add(Value.words("start", "j"));
    return commands;
  }

  private static void start(ServerFixture server, List<Value> commands) {
    commands.forEach(command -> assertThat(server.tell(command)).doesNotStartWith("!"));
  }

  private static void awaitNotes(ServerFixture server, String notes) throws InterruptedException {
    server.await("notes: " + notes, () -> server.text(server.notes("j")).equals(notes));
  }

  @Test
  void bansWhoFailsInTheEntriesThatMatch() throws Exception {
    log("ssh.service", "fail 192.0.2.1", "fail 192.0.2.2");
    log("web.service", "fail 192.0.2.2", "fail 192.0.2.3", "fail 192.0.2.3");
    try (var server = new ServerFixture(folder)) {
      start(server, jail(server, "_SYSTEMD_UNIT=ssh.service"));
      log("ssh.service", "fail 192.0.2.1");
      awaitNotes(server, "ban 192.0.2.1\n");
      assertThat(server.tell("status", "j"))
          .contains("('Total failed', 3), ('Journal matches', ['_SYSTEMD_UNIT=ssh.service'])")
          .contains("('Currently failed', 1)");
      assertThat(server.tell("get", "j", "journalmatch"))
          .isEqualTo("[['_SYSTEMD_UNIT=ssh.service']]");
      assertThat(server.tell("get", "j", "logpath")).isEqualTo("[]");
      assertThat(server.tell("get", "j", "datepattern")).isEqualTo("None");
      assertThat(server.tell("status", "j", "stats")).startsWith("['systemd', (1, 3), (1, 1)");
      assertThat(server.logged())
          .contains("Jail 'j' uses systemd {'journalfiles': '" + journal() + "'}")
          .contains("[j] Added journal match for: '_SYSTEMD_UNIT=ssh.service'")
          .contains("[j] Jail is in operation now (process new journal entries)")
          .doesNotContain("ERROR");
    }
  }

  @Test
  void aRestartNeitherLosesNorRecounts() throws Exception {
    log("ssh.service", "fail 192.0.2.1");
    try (var server = new ServerFixture(folder)) {
      assertThat(server.tell("set", "dbfile", server.database().toString())).contains("test");
      start(server, jail(server));
      server.await("found", () -> server.logged().contains("Found 192.0.2.1"));
    }
    log("ssh.service", "fail 192.0.2.2", "fail 192.0.2.2");
    try (var server = new ServerFixture(folder)) {
      var _ = server.tell("set", "dbfile", server.database().toString());
      start(server, jail(server));
      awaitNotes(server, "ban 192.0.2.2\n");
      assertThat(server.tell("status", "j")).contains("('Currently failed', 1)");
      log("ssh.service", "fail 192.0.2.1");
      awaitNotes(server, "ban 192.0.2.2\nban 192.0.2.1\n");
    }
    try (var server = new ServerFixture(folder)) {
      var _ = server.tell("set", "dbfile", server.database().toString());
      start(server, jail(server));
      log("ssh.service", "fail 192.0.2.4", "fail 192.0.2.4");
      server.await("banned", () -> server.text(server.notes("j")).endsWith("ban 192.0.2.4\n"));
      assertThat(server.tell("status", "j")).contains("('Total failed', 2)");
    }
  }

  @Test
  void matchesChangeWhileTheJailRunsAndByReload() throws Exception {
    log("ssh.service", "fail 192.0.2.1");
    try (var server = new ServerFixture(folder)) {
      start(server, jail(server, "_SYSTEMD_UNIT=ssh.service"));
      server.await("found", () -> server.logged().contains("Found 192.0.2.1"));
      assertThat(
              server.tell("set", "j", "addjournalmatch", "_SYSTEMD_UNIT=web.service", "+", "A=b"))
          .isEqualTo("[['_SYSTEMD_UNIT=ssh.service'], ['_SYSTEMD_UNIT=web.service'], ['A=b']]");
      assertThat(server.tell("set", "j", "addjournalmatch", "bogus"))
          .isEqualTo("!ValueError('Invalid match')");
      assertThat(server.tell("set", "j", "deljournalmatch", "C=d"))
          .isEqualTo("!ValueError(\"Match ['C=d'] not found\")");
      assertThat(server.tell("set", "j", "deljournalmatch", "A=b")).doesNotContain("A=b");
      log("web.service", "fail 192.0.2.1");
      awaitNotes(server, "ban 192.0.2.1\n");

      List<Value> other = jail(server, "_SYSTEMD_UNIT=mail.service");
      assertThat(server.reload(other.toArray(Value[]::new))).isEqualTo("'OK'");
      assertThat(server.tell("status", "j"))
          .contains("'_SYSTEMD_UNIT=mail.service'")
          .contains("('Total failed', 2)");
      log("web.service", "fail 192.0.2.5", "fail 192.0.2.5");
      log("mail.service", "fail 192.0.2.6", "fail 192.0.2.6");
      awaitNotes(server, "ban 192.0.2.1\nban 192.0.2.6\n");
      assertThat(server.logged()).doesNotContain("Restart jail");
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    try (var server = new ServerFixture(folder)) {
      assertThat(server.tell("add", "j", "systemd[bogus=1]")).startsWith("!ValueError(");
      assertThat(server.tell("add", "j", "systemd[journalpath=/a, namespace=b]"))
          .startsWith("!ValueError(");
      assertThat(server.tell("add", "j", "systemd[journalflags=x]")).startsWith("!ValueError(");
      assertThat(server.tell("status", "j")).startsWith("!UnknownJail");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void filesMeanNothingToAJournalAndMatchesNothingToFiles() throws Exception {
    try (var server = new ServerFixture(folder)) {
      start(server, jail(server));
      assertThat(server.tell("set", "j", "addlogpath", "/nowhere")).isEqualTo("[]");
      assertThat(server.tell("add", "k", "polling")).isEqualTo("'k'");
      assertThat(server.tell("set", "k", "addjournalmatch", "A=b")).isEqualTo("[]");
      assertThat(server.logged()).contains("Jail started without 'journalmatch' set.");
    }
  }
}
