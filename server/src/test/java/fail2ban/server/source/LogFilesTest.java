package fail2ban.server.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir Path directory;
  private final Heard heard = new Heard();
  private LogFiles files;
  private Path log;

  @BeforeEach
  void open() throws IOException {
    log = directory.resolve("a.log");
    Files.writeString(log, "");
    FollowSettings standard = FollowSettings.standard();
    FollowSettings small =
        new FollowSettings(
            standard.sweep(),
            standard.pollShortest(),
            standard.pollLongest(),
            standard.grace(),
            standard.rotatedFiles(),
            256,
            1024);
    files =
        LogFiles.open(
            Backend.INOTIFY, small, InstantSource.system(), heard, Thread.ofPlatform().factory());
  }

  @AfterEach
  void close() {
    files.close();
  }

  private void append(String text) throws IOException {
    append(log, text.getBytes(UTF_8));
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
  }

  private Jail jail() throws IOException {
    return new Jail(files, log, Jail.head());
  }

  @Test
  void usesNotificationOnLinux() {
    assertThat(files.backend()).isEqualTo(Backend.INOTIFY);
    assertThat(files.backend().configurationName()).isEqualTo("pyinotify");
  }

  @Test
  void takesOnlyCompleteLines() throws Exception {
    Jail jail = jail();
    append("one\ntw");
    assertThat(jail.readAll()).containsExactly("one");
    append("o\r\n\nthree");
    assertThat(jail.readAll()).containsExactly("one", "two", "");
    assertThat(jail.subscription().position().offset()).isEqualTo(10);
  }

  @Test
  void tellsAboutWhatIsAppended() throws Exception {
    Jail jail = jail();
    jail.readAll();
    append("one\n");
    assertThat(jail.readUntil(lines -> lines.size() == 1)).containsExactly("one");
    assertThat(jail.subscription().caughtUp()).isTrue();
  }

  @Test
  void jailsShareWhatIsReadAndKeepTheirOwnPlaces() throws Exception {
    append("one\ntwo\nthree\n");
    Subscription fast = files.follow(log, Jail.head(), TextEncoding.UTF_8, () -> {});
    Subscription slow = files.follow(log, Jail.head(), TextEncoding.UTF_8, () -> {});
    LineBatch all = fast.read(1000).orElseThrow();
    LineBatch first = slow.read(5).orElseThrow();
    LineBatch rest = slow.read(1000).orElseThrow();
    assertThat(all.size()).isEqualTo(3);
    assertThat(first.size()).isEqualTo(1);
    assertThat(rest.size()).isEqualTo(2);
    assertThat(rest.origin()).isSameAs(all.origin()).isSameAs(first.origin());
    assertThat(rest.firstLine()).isEqualTo(1);
    assertThat(first.after().offset()).isEqualTo(4);
    assertThat(first.bytes()).isEqualTo(4);
    assertThat(fast.read(1000)).isEmpty();
    assertThat(slow.read(1000)).isEmpty();
  }

  @Test
  void aJailFarBehindReadsAloneAndMissesNothing() throws Exception {
    Jail fast = jail();
    Jail slow = jail();
    for (int i = 0; i < 1000; i++) {
      append("line " + i + "\n");
      fast.readAll();
    }
    assertThat(slow.readAll()).isEqualTo(fast.readAll()).hasSize(1000).endsWith("line 999");
  }

  @Test
  void closingOneJailLeavesTheOther() throws Exception {
    Jail one = jail();
    Jail other = jail();
    one.close();
    one.close();
    append("line\n");
    assertThat(one.readAll()).isEmpty();
    assertThat(other.readUntil(lines -> !lines.isEmpty())).containsExactly("line");
    other.close();
    assertThat(heard.lines())
        .filteredOn(line -> line.startsWith("INFO Removed"))
        .containsExactly(
            "INFO Removed logfile: '" + log + "'", "INFO Removed logfile: '" + log + "'");
  }

  @Test
  void saysWhereItBegins() throws Exception {
    append("partial");
    jail().close();
    append(" no more\n");
    jail();
    assertThat(heard.lines())
        .contains(
            "INFO Added logfile: '" + log + "' (pos = 0, hash = )",
            "INFO Added logfile: '"
                + log
                + "' (pos = 0, hash = 50d4a0060aaf46e2a822e3566b0d6b0e41a69e8b)");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> new Jail(files, directory.resolve("none"), Jail.head()))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> new Jail(files, directory, Jail.head()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void tailBeginsAtTheEndEvenInsideALine() throws Exception {
    append("old\nhalf");
    Jail jail = new Jail(files, log, new StartAt.Tail());
    assertThat(jail.subscription().caughtUp()).isTrue();
    append(" is old too\nnew\n");
    assertThat(jail.readAll()).containsExactly("new");
  }

  @Test
  void cutsLinesThatAreTooLongAndSkipsTheirRest() throws Exception {
    Jail jail = jail();
    append("before\n" + "x".repeat(1500));
    jail.readAll();
    append("y".repeat(5000) + "\nafter\n");
    assertThat(jail.readAll()).containsExactly("before", "x".repeat(1024), "after");
    assertThat(heard.lines())
        .filteredOn(line -> line.contains("longer than 1024 bytes"))
        .hasSize(1);
  }

  @Test
  void aLineLongerThanOneReadIsWhole() throws Exception {
    Jail jail = jail();
    String text = "";
    for (int i = 0; i < 100; i++) {
      append("0123456789");
      text += "0123456789";
      assertThat(jail.readAll()).isEmpty();
    }
    append("\nnext\n");
    assertThat(jail.readAll()).containsExactly(text, "next");
  }

  @Test
  void passesTheHoleBeforeALine() throws Exception {
    Jail jail = jail();
    append("\0".repeat(5000) + "line\n\0\0\0other\n");
    assertThat(jail.readAll()).containsExactly("line", "other");
  }

  @Test
  void invalidBytesAreReplacedAndSaid() throws Exception {
    append(
        log,
        new byte[] {
          'a', (byte) 0xFF, 'b', '\n', 'o', 'k', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, '\n'
        });
    Subscription jail = files.follow(log, Jail.head(), TextEncoding.UTF_8, () -> {});
    LineBatch batch = jail.read(1000).orElseThrow();
    assertThat(batch.line(0).decode(TextEncoding.UTF_8))
        .isEqualTo(new Line.Decoded("a\uFFFDb", true));
    assertThat(batch.line(1).decode(TextEncoding.UTF_8))
        .isEqualTo(new Line.Decoded("ok\uFFFD", false));
  }

  @Test
  void findsNewlinesInUtf16() throws Exception {
    TextEncoding utf16 = TextEncoding.named("utf-16-le").orElseThrow();
    Jail jail = new Jail(files, log, Jail.head(), utf16);
    append(log, "one\u0A0A\r\ntwo\nthr".getBytes(StandardCharsets.UTF_16LE));
    assertThat(jail.readAll()).containsExactly("one\u0A0A", "two");
    append(log, "ee\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(jail.readAll()).containsExactly("one\u0A0A", "two", "three");
  }

  @Test
  void aRestartGoesOnWhereTheJailWas() throws Exception {
    append("one\ntwo\n");
    LogPosition position;
    try (Jail jail = jail()) {
      jail.readAll();
      position = jail.subscription().position();
    }
    append("three\n");
    assertThat(new Jail(files, log, Jail.stored(position)).readAll()).containsExactly("three");
  }

  @Test
  void aRestartReadsTheRestOfWhatWasRotatedMeanwhile() throws Exception {
    append("one\n");
    LogPosition position;
    try (Jail jail = jail()) {
      jail.readAll();
      position = jail.subscription().position();
    }
    append("two\n");
    Files.move(log, directory.resolve("a.log.2"));
    append("three\n");
    Thread.sleep(20); // The order of rotated files is that of their last change.
    Files.move(log, directory.resolve("a.log.1"));
    append("four\n");
    Jail again = new Jail(files, log, Jail.stored(position));
    assertThat(again.readAll()).containsExactly("two", "three", "four");
    assertThat(again.subscription().position().offset()).isEqualTo(5);
  }

  @Test
  void aPositionInsideALineSkipsItsRest() throws Exception {
    append("one two\nthree\n");
    String hash = FirstLine.of(OpenLog.open(log), 1024).hash();
    Jail jail = new Jail(files, log, Jail.stored(new LogPosition(log, hash, 4)));
    assertThat(jail.readAll()).containsExactly("three");
  }

  @Test
  void aPositionOfAnotherFileMeansTheBeginning() throws Exception {
    append("one\n");
    Jail jail = new Jail(files, log, Jail.stored(new LogPosition(log, "0".repeat(40), 4)));
    assertThat(jail.readAll()).containsExactly("one");
  }

  @Test
  void followsALinkToItsNewTarget() throws Exception {
    Path first = directory.resolve("monday");
    Path second = directory.resolve("tuesday");
    Path link = directory.resolve("today");
    Files.writeString(first, "one\n");
    Files.writeString(second, "two\n");
    Files.createSymbolicLink(link, first);
    Jail jail = new Jail(files, link, Jail.head());
    assertThat(jail.readAll()).containsExactly("one");
    Files.delete(link);
    Files.createSymbolicLink(link, second);
    assertThat(jail.readUntil(lines -> lines.size() == 2)).containsExactly("one", "two");
    append(second, "three\n".getBytes(UTF_8));
    assertThat(jail.readUntil(lines -> lines.size() == 3)).endsWith("three");
  }

  @Test
  void pollsWhereItIsToldTo() throws Exception {
    try (LogFiles polling =
        LogFiles.open(
            Backend.POLLING,
            FollowSettings.standard(),
            InstantSource.system(),
            heard,
            Thread.ofPlatform().factory())) {
      Jail jail = new Jail(polling, log, Jail.head());
      jail.readAll();
      append("one\n");
      assertThat(jail.readUntil(lines -> !lines.isEmpty())).isEqualTo(List.of("one"));
      assertThat(polling.backend()).isEqualTo(Backend.POLLING);
    }
  }
}
