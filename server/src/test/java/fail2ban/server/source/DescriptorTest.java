package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held open, and how long. */
class DescriptorTest {

  @TempDir Path directory;
  private final Heard heard = new Heard();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private LogFiles files;
  private Path log;

  @BeforeEach
  void open() throws IOException {
    log = Files.writeString(directory.resolve("a.log"), "one\n");
    files =
        LogFiles.open(
            Backend.INOTIFY,
            FollowSettings.standard(),
            clock,
            heard,
            Thread.ofPlatform().factory());
  }

  @AfterEach
  void close() {
    files.close();
  }

  /** The files below our directory that this process holds open. */
  private List<Path> held() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.flatMap(DescriptorTest::target).filter(this::isOurs).toList();
    }
  }

  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException closedMeanwhile) {
      return Stream.empty();
    }
  }

  private boolean isOurs(Path file) {
    return file.startsWith(directory);
  }

  private void rotate(int number) throws IOException {
    Files.move(log, directory.resolve("a.log." + number));
    Files.writeString(log, "line " + number + "\n");
    files.lookNow();
  }

  @Test
  void oneFileIsOpenOnceForAllJailsAndClosedWithTheLast() throws Exception {
    Jail one = new Jail(files, log, Jail.head());
    Jail other = new Jail(files, log, Jail.head());
    assertThat(held()).containsExactly(log);
    one.close();
    assertThat(held()).containsExactly(log);
    other.close();
    assertThat(held()).isEmpty();
  }

  @Test
  void aRotatedFileIsHeldForItsGraceAfterItsLastGrowth() throws Exception {
    Jail jail = new Jail(files, log, Jail.head());
    jail.readAll();
    rotate(1);
    jail.readAll();
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(9)));
    Files.writeString(directory.resolve("a.log.1"), "late\n", StandardOpenOption.APPEND);
    files.lookNow();
    assertThat(jail.readAll()).containsExactly("one", "line 1", "late");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(9)));
    files.lookNow();
    assertThat(held()).hasSize(2);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
    files.lookNow();
    assertThat(held()).containsExactly(log);
  }

  @Test
  void anUnreadRotatedFileIsHeldBeyondItsGrace() throws Exception {
    Jail jail = new Jail(files, log, Jail.head());
    rotate(1);
    now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
    files.lookNow();
    assertThat(jail.readAll()).containsExactly("one", "line 1");
    files.lookNow();
    assertThat(held()).containsExactly(log);
  }

  @Test
  void manyRotationsDoNotHoldManyFiles() throws Exception {
    Jail reading = new Jail(files, log, Jail.head());
    for (int i = 0; i < 40; i++) {
      rotate(i);
      reading.readAll();
    }
    assertThat(reading.readAll()).hasSize(41);
    assertThat(held()).hasSizeLessThan(20);
  }

  @Test
  void aJailThatNeverReadsDoesNotHoldFilesWithoutEnd() throws Exception {
    new Jail(files, log, Jail.head());
    for (int i = 0; i < 100; i++) {
      rotate(i);
    }
    assertThat(held()).hasSizeLessThan(70);
    assertThat(heard.lines()).anyMatch(line -> line.contains("were gone before"));
  }

  @Test
  void closingEverythingEndsTheThreadAndAllDescriptors() throws Exception {
    Jail jail = new Jail(files, log, Jail.head());
    files.close();
    assertThat(jail.readAll()).isEmpty();
    assertThat(held()).isEmpty();
    jail.close();
  }
}
