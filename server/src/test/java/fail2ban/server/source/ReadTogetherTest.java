package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several jails on one long file: each sees every line once, whatever the others do. */
class ReadTogetherTest {

  private static final int LINES = 20_000;
  private static final int BATCH = 1024;

  @TempDir Path directory;
  private LogFiles files;
  private Path log;

  @BeforeEach
  void open() throws Exception {
    log = directory.resolve("a.log");
    Files.write(log, IntStream.range(0, LINES).mapToObj(number -> "line " + number).toList());
    FollowSettings standard = FollowSettings.standard();
    var small =
        new FollowSettings(
            standard.sweep(),
            standard.pollShortest(),
            standard.pollLongest(),
            standard.grace(),
            standard.rotatedFiles(),
            4096,
            8192);
    files =
        LogFiles.open(
            Backend.INOTIFY,
            small,
            InstantSource.system(),
            new Heard(),
            Thread.ofPlatform().factory());
  }

  @AfterEach
  void close() {
    files.close();
  }

  private Subscription jail() throws Exception {
    return files.follow(log, Jail.head(), TextEncoding.UTF_8, () -> {});
  }

  private static List<Long> marks(Subscription jail, LineMarks by) {
    var marks = new ArrayList<Long>();
    for (Optional<LineBatch> batch = jail.read(BATCH);
        batch.isPresent();
        batch = jail.read(BATCH)) {
      for (long mark : batch.get().marks(by)) {
        marks.add(mark);
      }
    }
    return marks;
  }

  @Test
  void aLineIsMarkedOnceForAllEvenIfItHasToBeReadAgain() throws Exception {
    var counted = new AtomicInteger();
    LineMarks number =
        (bytes, from, to) -> {
          counted.incrementAndGet();
          return Long.parseLong(
              new String(bytes, from + 5, to - from - 5, StandardCharsets.US_ASCII));
        };
    List<Long> numbers = IntStream.range(0, LINES).mapToObj(Long::valueOf).toList();
    Subscription first = jail();
    Subscription second = jail();
    assertThat(marks(first, number)).isEqualTo(numbers);
    assertThat(marks(second, number)).isEqualTo(numbers);
    assertThat(counted).hasValue(LINES);
    Subscription third = jail();
    assertThat(marks(third, (bytes, from, to) -> to - from).getLast()).isEqualTo(10);
  }

  @Test
  void aJailThatDoesNotReadHardlyDelaysTheOthers() throws Exception {
    Subscription idle = jail();
    Subscription busy = jail();
    long begun = System.nanoTime();
    assertThat(marks(busy, (_, _, _) -> 0)).hasSize(LINES);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    assertThat(marks(idle, (_, _, _) -> 0)).hasSize(LINES);
  }

  @Test
  void eachKeepsItsOwnPace() throws Exception {
    var jails = new ArrayList<Callable<List<String>>>();
    for (int pause : new int[] {0, 0, 20, 50, 200}) {
      Subscription jail = jail();
      jails.add(() -> lines(jail, pause));
    }
    List<String> all = IntStream.range(0, LINES).mapToObj(number -> "line " + number).toList();
    try (var threads = Executors.newCachedThreadPool()) {
      for (var read : threads.invokeAll(jails)) {
        assertThat(read.get()).isEqualTo(all);
      }
    }
  }

  private static List<String> lines(Subscription jail, int pauseMicros) {
    var lines = new ArrayList<String>();
    for (Optional<LineBatch> batch = jail.read(BATCH);
        batch.isPresent();
        batch = jail.read(BATCH)) {
      batch.get().forEach(line -> lines.add(line.decode(TextEncoding.UTF_8).text()));
      LockSupport.parkNanos(pauseMicros * 1000L);
    }
    return lines;
  }
}
