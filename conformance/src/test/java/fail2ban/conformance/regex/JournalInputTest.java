package fail2ban.conformance.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fail2ban-regex systemd-journal[…]} on a recorded journal, beside the installed program.
 */
@Tag("installed-fail2ban")
final class JournalInputTest {

  private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");
  private static final Path ORIGINAL = Path.of("/usr/bin/fail2ban-regex");

  @TempDir private Path scratch;
  private Path journal;
  private Checkout checkout;

  @BeforeEach
  void record() throws IOException {
    assumeTrue(Files.isExecutable(WRITER), "needs systemd-journal-remote");
    assumeTrue(Files.isExecutable(ORIGINAL), "needs the original fail2ban");
    checkout = Checkout.in(Files.createDirectory(scratch.resolve("c")), List.of(), Map.of());
    journal = scratch.resolve("x.journal");
    Path export = scratch.resolve("export");
    var text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append(entry(i));
    }
    Files.writeString(export, text);
    Command.run(WRITER.toString(), "-o", journal.toString(), export.toString());
  }

  private static String entry(int number) {
    return """
    __REALTIME_TIMESTAMP=%d
    _BOOT_ID=0123456789abcdef0123456789abcdef
    _COMM=%s
    _PID=%d
    _HOSTNAME=host
    SYSLOG_IDENTIFIER=sshd
    MESSAGE=Failed password for root from 192.0.2.%d port 22 ssh2

    """
        .formatted(
            1_700_000_000_000_000L + number * 1_500_000L,
            number % 3 == 0 ? "sshd" : "other",
            100 + number,
            number);
  }

  @Test
  void rowsOfMatchingEntriesAreTheSame() {
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("-m", "_COMM=other"),
            List.of("-m", "_COMM=other + _COMM=sshd"),
            List.of("-m", "_COMM=none"))) {
      assertThat(ours(options)).as("%s", options).isEqualTo(theirs(options));
    }
    assertThat(ours(List.of("-m", "_COMM=other"))).hasSize(20);
  }

  @Test
  void aJournalThatIsNotThereIsAnError() {
    Finished finished =
        run(launcher("systemd-journal[journalfiles=" + scratch.resolve("none") + "]", "sshd"));
    assertThat(finished.status()).isEqualTo(255);
    assertThat(finished.out()).contains("ERROR: ");
  }

  private List<String> ours(List<String> options) {
    return rows(options, launcher());
  }

  private List<String> theirs(List<String> options) {
    return rows(options, List.of(ORIGINAL.toString()));
  }

  private List<String> rows(List<String> options, List<String> program) {
    var words = new ArrayList<>(program);
    words.addAll(List.of("-c", "/etc/fail2ban", "-r", "--usedns", "no", "-o", "row"));
    words.addAll(options);
    words.addAll(List.of("systemd-journal[journalfiles=" + journal + "]", "sshd"));
    return run(words).lines().stream().filter(line -> line.startsWith("[")).toList();
  }

  private List<String> launcher(String... words) {
    return checkout.launcher("fail2ban-regex", words);
  }

  private Finished run(List<String> words) {
    return Command.run(checkout.root(), Map.of(), words);
  }
}
