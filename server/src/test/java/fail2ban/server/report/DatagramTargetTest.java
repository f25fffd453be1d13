package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog and the journal, with another program at the other end of a real socket. */
final class DatagramTargetTest {

  /** Prints each datagram as Python would, one a line. */
  private static final String RECEIVER =
      """
      import socket, sys, os
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      print("ready", flush=True)
      while True:
          print(s.recv(1 << 20), flush=True)
      """;

  @TempDir Path folder;
  private Path socket;
  private Process receiver;
  private BufferedReader received;
  private LogBook book;

  @BeforeEach
  void receive() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is installed");
    socket = folder.resolve("log");
    startReceiver();
    var clock = InstantSource.fixed(Instant.parse("2026-11-23T07:30:56.123Z"));
    book = new LogBook(clock, new SinkOpener(ZoneOffset.UTC, 4711, socket.toString()), "1.1.2");
    book.setSyslogSocket(socket.toString());
  }

  private void startReceiver() throws Exception {
    receiver = new ProcessBuilder("python3", "-c", RECEIVER, socket.toString()).start();
    received = receiver.inputReader(StandardCharsets.UTF_8);
    assertThat(received.readLine()).isEqualTo("ready");
  }

  private void stopReceiver() throws Exception {
    receiver.destroyForcibly().waitFor();
    Files.delete(socket);
  }

  @AfterEach
  void stop() throws Exception {
    book.close();
    receiver.destroyForcibly().waitFor();
  }

  @Test
  void syslogGetsFacilityAndSeverityBeforeTheLine() throws Exception {
    assertThat(book.begin("SYSLOG[facility=auth]")).isEqualTo(new LogReply.Done("SYSLOG"));
    book.named("actions").notice("[sshd] Ban 192.0.2.7");
    assertThat(received.readLine())
        .isEqualTo("b'<37>fail2ban.actions[4711]: NOTICE [sshd] Ban 192.0.2.7'");
    assertThat(book.flush()).isEqualTo(new LogReply.Done("flushed"));
  }

  @Test
  void anUnknownFacilityIsDaemon() throws Exception {
    book.begin("SYSLOG[facility=nix]");
    book.named("server").error("x");
    assertThat(received.readLine()).isEqualTo("b'<27>fail2ban.server[4711]: ERROR x'");
  }

  @Test
  void theJournalGetsFieldsThatNoMessageCanForge() throws Exception {
    assertThat(book.begin("SYSTEMD-JOURNAL")).isEqualTo(new LogReply.Done("SYSTEMD-JOURNAL"));
    book.named("actions").notice("a\nPRIORITY=0");
    assertThat(received.readLine())
        .isEqualTo(
            "b'MESSAGE\\n\\x0c\\x00\\x00\\x00\\x00\\x00\\x00\\x00a\\nPRIORITY=0\\n"
                + "PRIORITY\\n\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x005\\n"
                + "SYSLOG_IDENTIFIER\\n\\x08\\x00\\x00\\x00\\x00\\x00\\x00\\x00fail2ban\\n"
                + "SYSLOG_PID\\n\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x004711\\n"
                + "LOGGER\\n\\x10\\x00\\x00\\x00\\x00\\x00\\x00\\x00fail2ban.actions\\n'");
  }

  @Test
  void aDaemonThatWasRestartedIsFoundAgain() throws Exception {
    book.begin("SYSLOG");
    stopReceiver();
    book.named("server").error("lost");
    startReceiver();
    book.named("server").error("back");
    assertThat(received.readLine()).contains("WARNING 1 lines of the log were lost");
    assertThat(received.readLine()).isEqualTo("b'<27>fail2ban.server[4711]: ERROR back'");
  }

  @Test
  void aDaemonThatDoesNotReadCostsLinesAndNoTime() throws Exception {
    book.begin("SYSLOG");
    new ProcessBuilder("kill", "-STOP", Long.toString(receiver.pid())).start().waitFor();
    long start = System.nanoTime();
    for (int count = 0; count < 20_000; count++) {
      book.named("server").error("x".repeat(500));
    }
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    new ProcessBuilder("kill", "-CONT", Long.toString(receiver.pid())).start().waitFor();
    assertThat(received.readLine()).contains("ERROR xxx");
  }
}
