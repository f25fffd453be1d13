package fail2ban.conformance.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fail2ban.conformance.mail.SmtpSink.Manner;
import fail2ban.conformance.mail.SmtpSink.Received;
import fail2ban.conformance.support.Command;
import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.FamilyScope;
import fail2ban.engine.action.MailAction;
import fail2ban.engine.action.Operation;
import fail2ban.engine.action.SelfReferenceException;
import fail2ban.engine.action.TagSource;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import fail2ban.server.enforce.CommandOutcome;
import fail2ban.server.enforce.mail.MailingRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in smtp.py against servers that take mails, refuse them, or do nothing at all. */
class MailTest {

  private static final char[] STORE = "changeit".toCharArray();

  @TempDir private static Path folder;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, String> tags =
      new HashMap<>(
          Map.of(
              "jail.name", "sshd",
              "ip", "192.0.2.1",
              "bantime", "600",
              "failures", "3",
              "fq-hostname", "here.example",
              "sh-hostname", "here",
              "matches", "one\n.\n~! touch /tmp/x\nlast"));

  @Test
  void tellsOfABan() throws IOException {
    try (var sink = SmtpSink.plain()) {
      assertThat(send(Map.of("host", sink.host(), "matches", "matches")).succeeded()).isTrue();
      assertThat(sink.received()).hasSize(1);
      Received mail = sink.received().getFirst();
      assertThat(mail.sender()).isEqualTo("fail2ban");
      assertThat(mail.recipients()).containsExactly("root");
      assertThat(mail.data())
          .contains("Subject: [Fail2Ban] sshd: banned 192.0.2.1 from here\n")
          .contains(
              "From: Fail2Ban <fail2ban>\nTo: root\nDate: Mon, 23 Nov 2026 07:30:00 -0000\n\n")
          .contains("\none\n.\n~! touch /tmp/x\nlast\n");
      assertThat(log).isEmpty();
    }
  }

  @Test
  void speaksIpv6() throws IOException {
    try (var sink = SmtpSink.on("::1", Manner.PLAIN, Optional.empty())) {
      assertThat(send(Map.of("host", sink.host())).succeeded()).isTrue();
      assertThat(sink.received()).hasSize(1);
    }
  }

  @Test
  void encryptsAndLogsInWhereAskedTo() throws IOException {
    try (var sink = SmtpSink.on("127.0.0.1", Manner.STARTTLS, Optional.of(tls()))) {
      var options = Map.of("host", sink.host(), "ssl", "true", "user", "me", "password", "secret");
      assertThat(send(options).succeeded()).describedAs("%s", log).isTrue();
      assertThat(sink.received().getFirst().encrypted()).isTrue();
      assertThat(sink.received().getFirst().user()).isEqualTo("me");
    }
  }

  @Test
  void speaksTlsFromTheFirstByteWhereAskedTo() throws IOException {
    try (var sink = SmtpSink.on("127.0.0.1", Manner.IMPLICIT, Optional.of(tls()))) {
      var options = Map.of("host", sink.host(), "ssl", "implicit", "dest", "a@example.com");
      assertThat(send(options).succeeded()).describedAs("%s", log).isTrue();
      assertThat(sink.received().getFirst().encrypted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "implicit"})
  void asksForAValidCertificateOnlyWhereTold(String ssl) throws IOException {
    Manner manner = ssl.equals("implicit") ? Manner.IMPLICIT : Manner.STARTTLS;
    try (var sink = SmtpSink.on("127.0.0.1", manner, Optional.of(tls()))) {
      var options = Map.of("host", sink.host(), "ssl", ssl, "verify", "yes");
      assertThat(send(options).succeeded()).isFalse();
      assertThat(sink.received()).isEmpty();
      assertThat(log).hasSize(1).first().asString().containsIgnoringCase("certif");
    }
  }

  @Test
  void sendsNothingInTheOpenWhereEncryptionIsWantedAndNotThere() throws IOException {
    try (var sink = SmtpSink.plain()) {
      var options = Map.of("host", sink.host(), "ssl", "1", "user", "me", "password", "secret");
      assertThat(send(options).succeeded()).isFalse();
      assertThat(sink.received()).isEmpty();
      assertThat(log).hasSize(1).first().asString().contains("STARTTLS is required");
    }
  }

  @Test
  void saysWhyItWasRefused() throws IOException {
    try (var sink = SmtpSink.plain()) {
      var wrong = Map.of("host", sink.host(), "user", "me", "password", "wrong");
      assertThat(send(wrong).succeeded()).isFalse();
      var nobody = Map.of("host", sink.host(), "dest", "refused@example.com");
      assertThat(send(nobody).succeeded()).isFalse();
      assertThat(sink.received()).isEmpty();
      assertThat(log).hasSize(2);
      assertThat(log.getFirst())
          .startsWith("smtp ERROR mail '[Fail2Ban] sshd: banned 192.0.2.1 from here' to root")
          .contains(sink.host(), "535 5.7.8 wrong password");
      assertThat(log.getLast()).contains("550 5.1.1 nobody of that name");
      assertThat(String.join("", log)).doesNotContain("secret", "wrong:");
    }
  }

  @Test
  void oneRefusedRecipientDoesNotKeepItFromTheOthers() throws IOException {
    try (var sink = SmtpSink.plain()) {
      var options = Map.of("host", sink.host(), "dest", "refused@example.com, a@example.com,root");
      assertThat(send(options).succeeded()).isTrue();
      assertThat(sink.received().getFirst().recipients()).containsExactly("a@example.com", "root");
      assertThat(log).hasSize(1).first().asString().contains("WARNING", "not taken for refused@");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILENT", "DRIPPING"})
  void aServerThatHangsIsGivenUpInTime(String manner) throws IOException {
    try (var sink = SmtpSink.on("127.0.0.1", Manner.valueOf(manner), Optional.empty())) {
      long begun = System.nanoTime();
      assertThat(send(Map.of("host", sink.host(), "timeout", "0.4")).succeeded()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(log).hasSize(1);
    }
  }

  @Test
  void nobodyThereIsAnError() throws IOException {
    String host;
    try (var sink = SmtpSink.plain()) {
      host = sink.host();
    }
    assertThat(send(Map.of("host", host)).succeeded()).isFalse();
    assertThat(log).hasSize(1).first().asString().contains(host, "Connection refused");
  }

  @Test
  void whatAttackersWroteIsNeitherHeaderNorCommand() throws IOException {
    tags.put("ip", "x\r\nBcc: you@example.com\r\n\r\nHello\u2028\u0085");
    tags.put("matches", "a\r\n.\r\nMAIL FROM:<evil>\n.\n\0\u001b[2J");
    try (var sink = SmtpSink.plain()) {
      var options =
          Map.of(
              "host", sink.host(), "matches", "matches", "sendername", "Me\nBcc: you@example.com");
      assertThat(send(options).succeeded()).isTrue();
      assertThat(sink.received()).hasSize(1);
      String mail = sink.received().getFirst().data();
      String headers = mail.substring(0, mail.indexOf("\n\n"));
      assertThat(headers.lines().map(line -> line.replaceFirst(":.*", "")))
          .containsExactly(
              "Content-Type",
              "MIME-Version",
              "Content-Transfer-Encoding",
              "Subject",
              "From",
              "To",
              "Date");
      assertThat(sink.received().getFirst().sender()).isEqualTo("fail2ban");
    }
  }

  @Test
  void longLinesAndUmlautsTravelEncoded() throws IOException {
    tags.put("matches", "ü" + "x".repeat(5000));
    try (var sink = SmtpSink.plain()) {
      assertThat(send(Map.of("host", sink.host(), "matches", "matches")).succeeded()).isTrue();
      String mail = sink.received().getFirst().data();
      assertThat(mail).contains("charset=\"utf-8\"", "Transfer-Encoding: base64");
      assertThat(mail.lines()).allMatch(line -> line.length() <= 78);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dest=a b", "dest=x>\r\nRCPT TO:<y", "sender=", "host=h:99999", "host=", "x=1"})
  void whatCannotWorkIsRefusedBeforehand(String option) {
    int equals = option.indexOf('=');
    var options = Map.of(option.substring(0, equals), option.substring(equals + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> command(options));
  }

  @Test
  void isNotSentTwiceWhenTheAnswerIsLost() throws IOException {
    assertThat(command(Map.of("host", "h")).repeatable()).isFalse();
    try (var sink = SmtpSink.on("127.0.0.1", Manner.ABSENT_MINDED, Optional.empty())) {
      assertThat(send(Map.of("host", sink.host())).succeeded()).isFalse();
      assertThat(sink.received()).hasSize(1);
    }
  }

  private CommandOutcome send(Map<String, String> options) {
    var runner =
        new MailingRunner(
            _ -> {
              throw new AssertionError("no command");
            },
            () -> Instant.parse("2026-11-23T07:30:00Z"),
            logs());
    return runner.run(command(options));
  }

  private ActionCommand command(Map<String, String> options) {
    try {
      TagSource source = tag -> Optional.ofNullable(tags.get(tag));
      return ActionCommands.of(MailAction.define("smtp", options))
          .command(Operation.BAN, FamilyScope.COMMON, source)
          .orElseThrow();
    } catch (SelfReferenceException e) {
      throw new AssertionError(e);
    }
  }

  private Logs logs() {
    return module ->
        new Log() {
          @Override
          public void write(Severity severity, String message) {
            log.add(module + " " + severity + " " + message);
          }

          @Override
          public boolean wants(Severity severity) {
            return true;
          }
        };
  }

  /** With a certificate that nobody has signed. */
  private static SSLContext tls() throws IOException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(), STORE);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore keyStore() throws IOException, GeneralSecurityException {
    Path file = folder.resolve("keys");
    if (!Files.exists(file)) {
      Command.run(
          Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
          "-genkeypair",
          "-keyalg",
          "EC",
          "-dname",
          "CN=elsewhere",
          "-keystore",
          file.toString(),
          "-storepass",
          new String(STORE));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE);
    }
    return store;
  }
}
