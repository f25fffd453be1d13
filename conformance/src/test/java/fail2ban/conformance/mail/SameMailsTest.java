package fail2ban.conformance.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.mail.SmtpSink.Received;
import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's server with Debian's smtp.py and ours with what is built in send the same mails. */
class SameMailsTest {

  private static final Path INSTALLED = Path.of("/usr/bin/fail2ban-server");
  private static final Path ORIGINAL = Path.of("/etc/fail2ban");

  private static final Map<String, String> JAILS =
      Map.of(
          "plain", "",
          "named", ", sendername=\"Müller, Büro\", sender=a@b.example, matches=matches",
          "quoted", ", sendername='A. \\B \"C\"', dest=\"x@y.example, z@y.example\"",
          "umlaut", ", sendername=\"日本語 fail2ban\", matches=ipjailmatches",
          "merged", ", sendername=\"Ä plain enough name\", matches=ipmatches");

  @TempDir private Path folder;

  @Test
  void startsBansAndStopsReadTheSame() throws IOException {
    assumeTrue(Files.isExecutable(INSTALLED), "needs Debian's fail2ban to compare with");
    try (var scene = Scene.without(folder);
        var ownSink = SmtpSink.plain();
        var debianSink = SmtpSink.plain()) {
      Checkout checkout = scene.checkout();
      checkout.write(merged(scene), "");
      checkout.jails(jails(scene, ownSink));
      Path debians = debians(jails(scene, debianSink));
      try (Running own = checkout.server();
          Running debian = debian(debians)) {
        String lines = lines();
        checkout.append(scene.sshd().file(), lines);
        wait(ownSink, 3 * JAILS.size() - 2);
        wait(debianSink, 3 * JAILS.size() - 2);
        checkout.append(merged(scene), lines);
        wait(ownSink, 3 * JAILS.size());
        wait(debianSink, 3 * JAILS.size());
        Converse.with(checkout.run("fail2ban.sock"), List.of("['stop']"));
        Converse.with(debians.resolve("socket"), List.of("['stop']"));
        assertThat(own.ended()).isZero();
        var _ = debian.ended();
      }
      assertThat(comparable(ownSink)).hasSize(4 * JAILS.size()).isEqualTo(comparable(debianSink));
      assertThat(checkout.log()).doesNotContain(" ERROR ");
    }
  }

  @Test
  void attributesAreReadAndSetAsThere() throws IOException {
    try (var scene = Scene.without(folder);
        var sink = SmtpSink.plain()) {
      Checkout checkout = scene.checkout();
      checkout.jails(
          jail(scene, "plain", "smtp.py[host=\"127.0.0.1:1\", dest=you]")
              + jail(scene, "other", "smtp.py[host=\"127.0.0.1:1\", bogus=1]"));
      try (Running server = checkout.spawn("fail2ban-server", "-xf", "start")) {
        Eventually.holds(
            "one jail runs and the other one is refused",
            () ->
                (server.out() + server.err()).contains("smtp.py has no option 'bogus'")
                    && checkout.client("status", "plain").status() == 0,
            () -> server.out() + server.err() + checkout.log());
        assertThat(checkout.ask("get", "plain", "actionproperties", "smtp"))
            .contains("fromaddr, fromname, host, matches, norestored, password, ssl, toaddr, user");
        assertThat(checkout.ask("get", "plain", "actionmethods", "smtp"))
            .contains("ban, reban, start, stop, unban");
        assertThat(checkout.ask("set", "plain", "action", "smtp", "host", sink.host()))
            .isEqualTo(sink.host() + "\n");
        assertThat(checkout.client("set", "plain", "action", "smtp", "host", "h:x").status())
            .isEqualTo(255);
        assertThat(checkout.ask("get", "plain", "action", "smtp", "toaddr")).isEqualTo("you\n");
        checkout.ask("set", "plain", "banip", "192.0.2.1");
        wait(sink, 1);
        assertThat(sink.received().getFirst().recipients()).containsExactly("you");
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static String jails(Scene scene, SmtpSink sink) {
    var text = new StringBuilder();
    JAILS.forEach((jail, options) ->
        text.append(jail(scene, jail, "smtp.py[host=\"" + sink.host() + "\"" + options + "]")));
    return text.toString();
  }

  private static String jail(Scene scene, String name, String action) {
    return """
    [%s]
    enabled = true
    filter = sshd
    backend = polling
    logpath = %s
    maxretry = 2
    bantime = 1h
    action = %s

    """
        .formatted(name, name.equals("merged") ? merged(scene) : scene.sshd().file(), action);
  }

  /** The log of the jail whose mails have what other jails had found before. */
  private static Path merged(Scene scene) {
    return scene.folder().resolve("merged.log");
  }

  private Path debians(String jails) throws IOException {
    Path made = Files.createDirectories(folder.resolve("debians"));
    Files.createSymbolicLink(made.resolve("action.d"), ORIGINAL.resolve("action.d"));
    Files.createSymbolicLink(made.resolve("filter.d"), ORIGINAL.resolve("filter.d"));
    Files.writeString(made.resolve("jail.conf"), jails);
    Files.writeString(
        made.resolve("fail2ban.conf"),
        """
        [Definition]
        loglevel = INFO
        logtarget = %1$s/log
        syslogsocket = auto
        socket = %1$s/socket
        pidfile = %1$s/pid
        dbfile = %1$s/db
        dbpurgeage = 1d
        dbmaxmatches = 10
        allowipv6 = auto
        """
            .formatted(made));
    return made;
  }

  private static Running debian(Path configuration) {
    Running server =
        Running.start(
            configuration,
            Map.of("LC_ALL", "C.UTF-8"),
            List.of(INSTALLED.toString(), "-xf", "-c", configuration.toString(), "start"));
    Eventually.holds(
        "Debian's server is ready", () -> server.out().contains("Server ready"), server::err);
    return server;
  }

  /** One with and one without umlauts, over IPv4 and IPv6. */
  private static String lines() {
    String now =
        DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    String line = now + " host sshd[%d]: Failed password for %s from %s port 4%d ssh2%n";
    return line.formatted(1, "root", "192.0.2.1", 1)
        + line.formatted(2, "root", "192.0.2.1", 2)
        + line.formatted(3, "röot", "2001:db8::7", 3)
        + line.formatted(4, "röot", "2001:db8::7", 4);
  }

  private static void wait(SmtpSink sink, int mails) {
    Eventually.holds(
        mails + " mails", () -> sink.received().size() >= mails, () -> sink.received().toString());
  }

  private static List<Received> comparable(SmtpSink sink) {
    return sink.received().stream()
        .map(mail ->
            new Received(
                mail.sender(),
                mail.recipients(),
                comparable(mail.data()),
                mail.encrypted(),
                mail.user()))
        .sorted(Comparator.comparing(mail -> mail.data().replaceFirst("(?s).*?Subject", "")))
        .toList();
  }

  /**
   * Without the date, and of the text, whose sentences are our own, only the lines of the log. How
   * often one stands in the bans of all jails depends, in the Python program, on how far these are
   * stored.
   */
  private static String comparable(String mail) {
    String undated =
        mail.replaceFirst("(?m)^Date: \\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} ", "Date: ");
    int body = undated.indexOf("\n\n");
    String text =
        undated.contains("base64")
            ? new String(Base64.getMimeDecoder().decode(undated.substring(body)), UTF_8)
            : undated.substring(body);
    List<String> lines = text.lines().filter(line -> line.contains(" sshd[")).distinct().toList();
    assertThat(text).isNotBlank();
    return undated.substring(0, body) + lines;
  }
}
