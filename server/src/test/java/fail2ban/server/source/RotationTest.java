package fail2ban.server.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbered lines, written at speed while the file is rotated, seen by two jails. */
@Timeout(60)
class RotationTest {

  private static final int LINES = 12_000;
  private static final int ROTATIONS = 6;

  @TempDir Path directory;
  private final Heard heard = new Heard();
  private LogFiles files;
  private Path log;

  @BeforeEach
  void open() throws IOException {
    log = directory.resolve("a.log");
    Files.writeString(log, "");
    files = open(Backend.INOTIFY);
  }

  private LogFiles open(Backend backend) {
    return LogFiles.open(
        backend,
        FollowSettings.standard(),
        InstantSource.system(),
        heard,
        Thread.ofPlatform().factory());
  }

  @AfterEach
  void close() {
    files.close();
  }

  /** Who moves what when a file is rotated. */
  enum Way {
    /** The writer goes on in the new file at once. */
    RENAME_AND_CREATE,
    /** The writer goes on in the old file for a while. */
    RENAME_WHILE_THE_WRITER_STAYS,
    /** There is no file for a while. */
    RENAME_AND_CREATE_LATER,
    COPY_AND_TRUNCATE,
  }

  @ParameterizedTest
  @EnumSource
  void everyLineIsSeenOnceByEachJail(Way way) throws Exception {
    try (ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
        Jail one = new Jail(files, log, Jail.head());
        Jail other = new Jail(files, log, Jail.head())) {
      Future<List<String>> seenByOne = threads.submit(reading(one));
      Future<List<String>> seenByOther = threads.submit(reading(other));
      write(way);
      List<String> written =
          IntStream.range(0, LINES).mapToObj(RotationTest::line).map(String::strip).toList();
      assertThat(sorted(seenByOne)).isEqualTo(written);
      assertThat(sorted(seenByOther)).isEqualTo(written);
    }
  }

  private static Callable<List<String>> reading(Jail jail) {
    return () -> jail.readUntil(lines -> lines.size() >= LINES);
  }

  private static List<String> sorted(Future<List<String>> seen) throws Exception {
    return seen.get(30, TimeUnit.SECONDS).stream().sorted().toList();
  }

  private static String line(int number) {
    return "%06d Nov 23 10:00:00 host sshd[1]: Failed password for root\n".formatted(number);
  }

  private void write(Way way) throws IOException {
    FileChannel writer = appending(log);
    try {
      for (int i = 0; i < LINES; i++) {
        int step = i % (LINES / (ROTATIONS + 1));
        if (i > 0 && step == 0) {
          rotate(way, i);
        }
        if (i > LINES / (ROTATIONS + 1) && reopens(way) && step == 100) {
          writer.close();
          writer = appending(log);
        }
        put(writer, line(i));
        pace(i);
      }
    } finally {
      writer.close();
    }
  }

  private static boolean reopens(Way way) {
    return way != Way.COPY_AND_TRUNCATE;
  }

  private void rotate(Way way, int number) throws IOException {
    Path rotated = directory.resolve("a.log." + number);
    switch (way) {
      case RENAME_AND_CREATE, RENAME_WHILE_THE_WRITER_STAYS -> {
        Files.move(log, rotated);
        Files.createFile(log);
      }
      case RENAME_AND_CREATE_LATER -> Files.move(log, rotated);
      case COPY_AND_TRUNCATE -> {
        Files.copy(log, rotated, StandardCopyOption.COPY_ATTRIBUTES);
        truncate();
      }
    }
  }

  private void truncate() throws IOException {
    try (FileChannel truncated = FileChannel.open(log, StandardOpenOption.WRITE)) {
      truncated.truncate(0);
    }
  }

  private static FileChannel appending(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void put(FileChannel writer, String text) throws IOException {
    writer.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /** Some ten thousand lines a second. */
  private static void pace(int number) {
    if (number % 50 == 0) {
      try {
        Thread.sleep(3);
      } catch (InterruptedException stop) {
        throw new UncheckedIOException(new IOException(stop));
      }
    }
  }

  @Test
  void aBurstOfRotationsBetweenTwoLooksLosesNothing() throws Exception {
    files.close();
    files = open(Backend.POLLING);
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      put("two\n");
      Files.move(log, directory.resolve("a.log.1"));
      put("three\n");
      Files.move(directory.resolve("a.log.1"), directory.resolve("a.log.2"));
      Files.move(log, directory.resolve("a.log.1"));
      put("four\n");
      assertThat(jail.readUntil(lines -> lines.size() == 4))
          .containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void tellsAboutAFileThatHasNoNameAnyMoreButAWriter() throws Exception {
    try (Jail jail = new Jail(files, log, Jail.head());
        FileChannel writer = appending(log)) {
      jail.readAll();
      Files.delete(log);
      files.lookNow();
      put(writer, "one\n");
      assertThat(jail.readUntil(lines -> !lines.isEmpty())).containsExactly("one");
      put("two\n");
      jail.readUntil(lines -> lines.size() == 2);
      put(writer, "three\n");
      assertThat(jail.readUntil(lines -> lines.size() == 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void truncationInPlaceIsNoticedEvenIfTheFileGrewBeyondTheOldPlace() throws Exception {
    put("first of the old\nsecond of the old\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      Files.writeString(log, "first of the new\nsecond of the new\nthird of the new\n");
      assertThat(jail.readAll()).hasSize(5).endsWith("third of the new");
    }
    assertThat(heard.lines()).anyMatch(line -> line.startsWith("MSG Log rotation detected for "));
  }

  @Test
  void whatWasUnreadBeforeATruncationIsReadFromTheCopy() throws Exception {
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head());
        Jail slow = new Jail(files, log, Jail.head())) {
      jail.readAll();
      put("two\n");
      Files.copy(log, directory.resolve("a.log.1"));
      Files.writeString(log, "three\n");
      assertThat(jail.readAll()).containsExactly("one", "two", "three");
      assertThat(slow.readAll()).containsExactly("one", "two", "three");
    }
  }

  @Test
  void aBurstOfTruncationsBetweenTwoLooksIsReadFromTheCopies() throws Exception {
    files.close();
    files = open(Backend.POLLING);
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      put("two\n");
      Files.copy(log, directory.resolve("a.log.1"));
      Files.writeString(log, "three\n");
      Files.copy(log, directory.resolve("a.log.2"));
      Files.writeString(log, "four\n");
      assertThat(jail.readUntil(lines -> lines.size() == 4))
          .containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void saysWhatATruncationDestroyed() throws Exception {
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      put("two!\n");
      files.lookNow();
      Files.writeString(log, "");
      files.lookNow();
      assertThat(jail.readAll()).isIn(List.of("one"), List.of("one", "two!"));
    }
    assertThat(heard.lines())
        .contains("WARNING At least 5 bytes of " + log + " were gone before they could be read");
  }

  @Test
  void anEditedCopyInTheFilesPlaceIsNotReadAgain() throws Exception {
    put("one\ntwo\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      Path edited = directory.resolve("sedXyz");
      Files.writeString(edited, "one\ntwo\nthree\n");
      Files.move(edited, log, StandardCopyOption.REPLACE_EXISTING);
      put("four\n");
      files.lookNow();
      assertThat(jail.readAll()).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void aFileThatIsDeletedAndComesBackIsReadFromItsBeginning() throws Exception {
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      Files.delete(log);
      files.lookNow();
      put("two\n");
      assertThat(jail.readUntil(lines -> lines.size() == 2)).containsExactly("one", "two");
    }
    assertThat(heard.lines())
        .contains(
            "MSG Log absence detected (possibly rotation) for "
                + log
                + ", reason: No such file or directory",
            "MSG Log presence detected for file " + log);
  }

  @Test
  void aDirectoryMayVanishAndComeBack() throws Exception {
    Path inside = Files.createDirectory(directory.resolve("d")).resolve("b.log");
    Files.writeString(inside, "one\n");
    try (Jail jail = new Jail(files, inside, Jail.head())) {
      jail.readAll();
      Files.delete(inside);
      Files.delete(directory.resolve("d"));
      files.lookNow();
      Files.createDirectory(directory.resolve("d"));
      Files.writeString(inside, "two\n");
      files.lookNow();
      assertThat(jail.readAll()).containsExactly("one", "two");
      Files.writeString(inside, "three\n", StandardOpenOption.APPEND);
      assertThat(jail.readUntil(lines -> lines.size() == 3)).endsWith("three");
    }
  }

  @Test
  void aRotatedFileGivenItsNameBackGoesOnWhereItWas() throws Exception {
    put("one\n");
    try (Jail jail = new Jail(files, log, Jail.head())) {
      jail.readAll();
      Files.move(log, directory.resolve("a.log.1"));
      put("two\n");
      files.lookNow();
      jail.readAll();
      Files.move(directory.resolve("a.log.1"), log, StandardCopyOption.REPLACE_EXISTING);
      put("three\n");
      files.lookNow();
      assertThat(jail.readAll()).containsExactly("one", "two", "three");
    }
  }

  private void put(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
