package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jail that is killed again and again, and knows no more than the position it has stored. */
class RestartTest {

  @TempDir Path directory;
  private final Heard heard = new Heard();
  private final List<String> seen = new ArrayList<>();
  private Path log;

  @BeforeEach
  void create() throws IOException {
    log = Files.writeString(directory.resolve("a.log"), "");
  }

  private LogFiles open() {
    return LogFiles.open(
        Backend.POLLING,
        FollowSettings.standard(),
        InstantSource.system(),
        heard,
        Thread.ofPlatform().factory());
  }

  /** One life: reads a batch or two, and returns what it has stored last. */
  private LogPosition live(LogPosition stored, int batches) throws IOException {
    LogPosition position = stored;
    try (LogFiles files = open()) {
      Subscription jail = files.follow(log, Jail.stored(position), TextEncoding.UTF_8, () -> {});
      for (int i = 0; i < batches; i++) {
        Optional<LineBatch> batch = jail.read(30);
        if (batch.isPresent()) {
          batch.get().forEach(line -> seen.add(line.decode(TextEncoding.UTF_8).text()));
          position = batch.get().after();
        }
      }
    }
    return position;
  }

  private void append(int number) throws IOException {
    String line = "line number %d%n".formatted(number);
    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotate(int number) throws Exception {
    for (int i = 9; i > 0; i--) {
      Path older = directory.resolve("a.log." + i);
      if (Files.exists(older)) {
        Files.move(older, directory.resolve("a.log." + (i + 1)));
      }
    }
    Path rotated = directory.resolve("a.log.1");
    if (number % 2 == 0) {
      Files.move(log, rotated);
    } else {
      Files.copy(log, rotated);
      Files.writeString(log, "");
    }
    Thread.sleep(15); // Rotated files are told apart by the time of their last change.
  }

  @Test
  void noLineIsLostOrSeenTwiceHoweverOftenItIsRotated() throws Exception {
    Random random = new Random(11);
    LogPosition position = new LogPosition(log, "", 0);
    int rotations = 0;
    for (int i = 0; i < 120; i++) {
      append(i);
      if (random.nextInt(20) == 0) {
        rotate(rotations++);
        append(++i);
      }
      if (random.nextInt(3) == 0) {
        position = live(position, random.nextInt(3));
      }
    }
    append(1000);
    live(position, 1000);
    assertThat(seen).doesNotHaveDuplicates().endsWith("line number 1000");
    List<String> all = IntStream.range(0, 120).mapToObj("line number %d"::formatted).toList();
    assertThat(seen).containsAll(all);
    assertThat(rotations).isGreaterThan(3);
  }

  @Test
  void aFileThatWasOnlyTruncatedBeginsAnew() throws Exception {
    append(1);
    append(2);
    LogPosition position = live(new LogPosition(log, "", 0), 9);
    Files.writeString(log, "other\n");
    live(position, 9);
    assertThat(seen).containsExactly("line number 1", "line number 2", "other");
  }

  @Test
  void twoJailsGoOnInTheSameRotatedFile() throws Exception {
    append(1);
    append(2);
    LogPosition first = live(new LogPosition(log, "", 0), 1);
    Files.move(log, directory.resolve("a.log.1"));
    append(3);
    try (LogFiles files = open()) {
      Jail one = new Jail(files, log, Jail.stored(first));
      Jail other =
          new Jail(files, log, Jail.stored(new LogPosition(log, first.firstLineHash(), 0)));
      assertThat(other.readAll())
          .containsExactly("line number 1", "line number 2", "line number 3");
      assertThat(one.readAll()).endsWith("line number 3").doesNotContain("line number 1");
    }
  }
}
