package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.log.Log;
import fail2ban.server.report.LogReply.Done;
import fail2ban.server.report.LogReply.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogBookTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T07:30:56.123Z"));

  @TempDir Path folder;
  private Path file;
  private final LogBook book =
      new LogBook(CLOCK, new SinkOpener(ZoneOffset.UTC, 4711, "/nonexistent/socket"), "1.1.2");
  private final Log log = book.named("actions");

  @BeforeEach
  void begin() {
    file = folder.resolve("f.log");
    assertThat(book.begin(file.toString())).isEqualTo(new Done(file.toString()));
  }

  @AfterEach
  void end() {
    book.close();
  }

  private static String line(String module, String rest) {
    return "2026-11-23 07:30:56,123 fail2ban.%-15s[4711]: %s".formatted(module, rest);
  }

  @Test
  void writesWhatTheLevelAdmits() throws Exception {
    log.notice("[sshd] Ban 192.0.2.7");
    log.debug("no");
    assertThat(book.setLevel("4")).isEqualTo(new Done("DEBUG"));
    log.debug("yes");
    assertThat(book.setLevel("loud")).isEqualTo(new Refused("Invalid log level 'LOUD'"));
    assertThat(book.level()).isEqualTo("DEBUG");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            line("actions", "NOTICE  [sshd] Ban 192.0.2.7"), line("actions", "DEBUG   yes"));
  }

  @Test
  void onlyTheOwnerCanReadTheFile() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theNewTargetSaysThatItIsNew() throws Exception {
    Path other = folder.resolve("other.log");
    assertThat(book.setTarget(other + "[padding=off]")).isEqualTo(new Done(other.toString()));
    assertThat(book.target()).isEqualTo(other.toString());
    assertThat(Files.readAllLines(other))
        .containsExactly(
            "2026-11-23 07:30:56,123 fail2ban.server[4711]: INFO Start Fail2ban v1.1.2",
            "2026-11-23 07:30:56,123 fail2ban.server[4711]: INFO Changed logging target to "
                + other
                + " for Fail2ban v1.1.2");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aTargetThatCannotBeOpenedLeavesTheOldOne() throws Exception {
    String missing = folder.resolve("missing/f.log").toString();
    assertThat(book.setTarget(missing)).isEqualTo(new Refused("Failed to change log target"));
    assertThat(book.setTarget("SYSTEMD-JOURNAL")).isInstanceOf(Refused.class);
    book.setSyslogSocket(folder.resolve("no-socket").toString());
    assertThat(book.setTarget("SYSLOG")).isInstanceOf(Refused.class);
    assertThat(book.target()).isEqualTo(file.toString());
    log.notice("still here");
    assertThat(Files.readString(file))
        .contains("Unable to log to '" + missing + "'")
        .contains("Syslog socket file: " + folder + "/no-socket does not exists or is not a socket")
        .contains("Logging to previous target " + file)
        .endsWith("still here\n");
  }

  @Test
  void aRotatedFileIsLeftToWhoRenamedIt() throws Exception {
    log.notice("before");
    Path rotated = folder.resolve("f.log.1");
    Files.move(file, rotated);
    log.notice("between");
    assertThat(book.flush()).isEqualTo(new Done("rolled over"));
    log.notice("after");
    assertThat(Files.readString(rotated)).contains("before").contains("between");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            line("server", "INFO    rollover performed on " + file),
            line("actions", "NOTICE  after"));
  }

  @Test
  void aTruncatedFileGrowsFromItsNewEnd() throws Exception {
    log.notice("before");
    Files.writeString(file, "");
    log.notice("after");
    assertThat(Files.readAllLines(file)).containsExactly(line("actions", "NOTICE  after"));
  }

  @Test
  void aFlushThatCannotReopenGoesOnWithTheOldFile() throws Exception {
    Path moved = folder.resolve("moved");
    Path inner = Files.createDirectory(folder.resolve("inner")).resolve("f.log");
    book.setTarget(inner.toString());
    Files.move(inner.getParent(), moved);
    assertThat(book.flush()).isInstanceOf(Refused.class);
    log.notice("still here");
    assertThat(Files.readString(moved.resolve("f.log"))).endsWith("still here\n");
  }

  @Test
  void standardStreamsAreFlushedOnly() {
    assertThat(book.setTarget("stderr")).isEqualTo(new Done("stderr"));
    assertThat(book.target()).isEqualTo("stderr");
    assertThat(book.flush()).isEqualTo(new Done("flushed"));
  }

  @Test
  void inheritedAndTheSameAgainChangeNothing() throws Exception {
    assertThat(book.setTarget("INHERITED")).isEqualTo(new Done("INHERITED"));
    assertThat(book.setTarget(file.toString())).isEqualTo(new Done(file.toString()));
    assertThat(file).isEmptyFile();
  }

  @Test
  void aFullDiskCostsLinesAndIsSaidOnceThereIsRoom() throws Exception {
    book.setTarget("/dev/full");
    log.notice("lost");
    log.notice("lost as well");
    book.setTarget(file.toString());
    log.notice("back");
    assertThat(Files.readAllLines(file).getFirst())
        .contains("WARNING 4 lines of the log were lost: No space left on device");
    assertThat(Files.readString(file)).endsWith("back\n");
  }

  @Test
  void linesOfManyThreadsStayWhole() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int number = 0; number < 8; number++) {
      Log own = book.named("jail" + number);
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int count = 0; count < 200; count++) {
              own.notice("x".repeat(300));
            }
          }));
    }
    book.flush();
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(8 * 200 + 1);
    assertThat(lines)
        .filteredOn(line -> line.endsWith("]: NOTICE  " + "x".repeat(300)))
        .hasSize(1600);
  }

  @Test
  void anInterruptedSpeakerDoesNotSilenceTheOthers() throws Exception {
    Thread.currentThread().interrupt();
    log.notice("one");
    assertThat(Thread.interrupted()).isTrue();
    log.notice("two");
    assertThat(Files.readAllLines(file)).hasSize(2);
  }
}
