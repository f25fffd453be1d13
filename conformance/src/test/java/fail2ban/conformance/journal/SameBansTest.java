package fail2ban.conformance.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs read the same journal with Debian's sshd filter: the same bans, then and later. */
class SameBansTest {

  private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");
  private static final String ORIGINAL = "/usr/bin/fail2ban-";

  private Path folder;
  private Scene ours;
  private Scene theirs;
  private int entries;

  @BeforeEach
  void setUp(@TempDir Path scratch) throws IOException {
    assumeTrue(Files.isExecutable(WRITER), "needs systemd-journal-remote");
    assumeTrue(Files.isExecutable(Path.of(ORIGINAL + "server")), "needs the original fail2ban");
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/systemd")),
        "needs python3-systemd");
    folder = scratch;
    ours = scene("one");
    theirs = scene("two");
  }

  @AfterEach
  void tearDown() {
    if (theirs != null) {
      python("stop");
      theirs.close();
      ours.close();
    }
  }

  private Scene scene(String name) throws IOException {
    Scene scene = Scene.without(Files.createDirectories(folder.resolve(name)));
    Checkout checkout = scene.checkout();
    checkout.write(
        checkout.config("fail2ban.conf"),
        """
        [DEFAULT]
        loglevel = INFO
        logtarget = %1$s/fail2ban.log
        syslogsocket = auto
        socket = %1$s/fail2ban.sock
        pidfile = %1$s/fail2ban.pid
        dbfile = %1$s/fail2ban.sqlite3
        dbmaxmatches = 10
        dbpurgeage = 1d
        [Definition]
        [Thread]
        stacksize = 0
        """
            .formatted(checkout.run("")));
    checkout.write(checkout.run("note"), "");
    for (String filter : List.of("sshd.conf", "common.conf")) {
      Files.copy(
          Path.of("/etc/fail2ban/filter.d", filter),
          checkout.config("filter.d").resolve(filter),
          StandardCopyOption.REPLACE_EXISTING);
    }
    String jail =
        """
        [%s]
        enabled = true
        backend = systemd[journalfiles="%s/*.journal"]
        filter = sshd[mode=%s]
        %s
        maxretry = 3
        findtime = 10m
        bantime = 10m
        ignoreself = false
        usedns = no
        action =

        """;
    checkout.jails(
        jail.formatted("ssh", folder, "normal", "")
            + jail.formatted("all", folder, "aggressive", "journalmatch =")
            + jail.formatted(
                "some", folder, "aggressive", "journalmatch = _UID=1 _UID=2 + _COMM=login"));
    return scene;
  }

  private Finished python(String... words) {
    var all =
        new ArrayList<>(
            List.of(ORIGINAL + "client", "-c", theirs.checkout().config("").toString()));
    all.addAll(List.of(words));
    return Command.run(Path.of("."), Map.of("LC_ALL", "C.UTF-8"), all);
  }

  private String ours(String... words) {
    var all = new ArrayList<>(List.of("-c", ours.checkout().config("").toString()));
    all.addAll(List.of(words));
    return ours.checkout().ask(all.toArray(String[]::new));
  }

  /** An entry that was logged so many seconds ago. */
  private static String entry(int number, long secondsAgo, String message, List<String> fields) {
    long micros = (Instant.now().getEpochSecond() - secondsAgo) * 1_000_000 + number;
    return """
    __CURSOR=s=1;i=%x
    __REALTIME_TIMESTAMP=%d
    __MONOTONIC_TIMESTAMP=%d
    _BOOT_ID=fedcba9876543210fedcba9876543210
    _HOSTNAME=box
    SYSLOG_IDENTIFIER=sshd
    %s
    MESSAGE=%s

    """
        .formatted(number, micros, 1_000_000 + number, String.join("\n", fields), message);
  }

  private void log(long secondsAgo, String address, int count, String... fields) {
    var export = new StringBuilder();
    var all = new ArrayList<>(List.of(fields));
    all.add(
        "_PID=" + (1000 + entries)); // The filter takes lines of one process for one connection.
    for (int i = 0; i < count; i++) {
      entries++;
      export.append(
          entry(
              entries,
              secondsAgo,
              "Failed password for invalid user x%d from %s port 4%03d ssh2"
                  .formatted(i, address, i),
              all));
    }
    Path file = folder.resolve("export");
    ours.checkout().write(file, export.toString());
    Finished written =
        Command.run(WRITER.toString(), "--output=" + folder.resolve("a.journal"), file.toString());
    assertThat(written.status()).describedAs(written.toString()).isZero();
  }

  private static Set<String> bans(String answer) {
    return new TreeSet<>(List.of(answer.strip().split("[\\s,]+")));
  }

  private void same(String state, String... banned) {
    Eventually.holds(
        state,
        () ->
            bans(ours("get", "ssh", "banip")).containsAll(List.of(banned))
                && bans(python("get", "ssh", "banip").out()).containsAll(List.of(banned)),
        () -> ours.state() + theirs.state());
    for (String jail : List.of("ssh", "all", "some")) {
      Eventually.holds(
          state + ", " + jail,
          () -> bans(ours("get", jail, "banip")).equals(bans(python("get", jail, "banip").out())),
          () -> jail + ours("status", jail) + python("status", jail) + ours.state());
      assertThat(counts(ours("status", jail)))
          .describedAs(jail)
          .isEqualTo(counts(python("status", jail).out()));
    }
  }

  /** The status without what sets have in no order. */
  private static String counts(String status) {
    return status.replaceFirst("Banned IP list:.*", "");
  }

  @Test
  void theSameEntriesTheSameBans() {
    String[] sshd = {"_SYSTEMD_UNIT=sshd.service", "_COMM=sshd"};
    log(1200, "203.0.113.1", 5, sshd);
    log(500, "203.0.113.2", 3, sshd);
    log(400, "203.0.113.3", 2, sshd);
    log(300, "203.0.113.4", 3, "_SYSTEMD_UNIT=login.service", "_COMM=login", "_UID=1");
    log(200, "2001:db8::5", 3, sshd);
    Finished started = python("start");
    assertThat(started.status()).describedAs(started.toString()).isZero();
    ours("start");
    same("what was there", "203.0.113.2", "2001:db8::5");

    log(0, "203.0.113.3", 1, sshd);
    log(0, "203.0.113.6", 3, "_SYSTEMD_UNIT=sshd.service", "_COMM=sshd", "_UID=2");
    same("what comes", "203.0.113.3", "203.0.113.6");
    assertThat(ours("get", "some", "banip")).contains("203.0.113.4", "203.0.113.6");
    assertThat(ours("get", "ssh", "journalmatch"))
        .isEqualTo(python("get", "ssh", "journalmatch").out());
  }

  /** Each goes on where the other stopped. */
  @Test
  void theDatabaseServesBoth() throws IOException {
    String[] sshd = {"_SYSTEMD_UNIT=sshd.service", "_COMM=sshd"};
    log(30, "203.0.113.2", 3, sshd);
    log(20, "203.0.113.3", 1, sshd);
    Path database = Path.of("fail2ban.sqlite3");
    assertThat(python("start").status()).isZero();
    Eventually.holds(
        "banned and found",
        () ->
            theirs.checkout().log().contains("[ssh] Ban 203.0.113.2")
                && theirs.checkout().log().contains("[ssh] Found 203.0.113.3"),
        theirs::state);
    python("stop");
    Files.copy(
        theirs.checkout().run(database.toString()), ours.checkout().run(database.toString()));
    log(0, "203.0.113.8", 1, sshd);
    try (Running server =
        ours.checkout()
            .spawn(
                "fail2ban-server", "-c", ours.checkout().config("").toString(), "-xf", "start")) {
      Eventually.holds(
          "the new one",
          () -> ours.checkout().log().contains("[ssh] Found 203.0.113.8"),
          () -> ours.state() + server.err());
      assertThat(ours.checkout().log())
          .contains("[ssh] Restore Ban 203.0.113.2")
          .doesNotContain("Found 203.0.113.2", "Found 203.0.113.3");
      ours("stop");
    }
    Files.copy(
        ours.checkout().run(database.toString()),
        theirs.checkout().run(database.toString()),
        StandardCopyOption.REPLACE_EXISTING);
    log(-2, "203.0.113.9", 1, sshd);
    assertThat(python("start").status()).isZero();
    Eventually.holds(
        "the newest",
        () -> theirs.checkout().log().contains("[ssh] Found 203.0.113.9"),
        theirs::state);
    assertThat(theirs.checkout().log().split("\\[ssh] Found 203.0.113.3", -1)).hasSize(2);
  }
}
