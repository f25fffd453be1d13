package fail2ban.server.source.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journal files at rest, read through the library and through the program. */
@Timeout(60)
final class RecordedJournalTest {

  @TempDir Path folder;
  private final HeardLogs logs = new HeardLogs();

  private Journals journals(String way) {
    return way.equals("library") ? Reading.journals(logs) : Reading.byProgram(logs);
  }

  private static List<JournalEntry> all(
      Journals journals,
      Path file,
      JournalMatches matches,
      JournalStart start,
      TextEncoding encoding)
      throws IOException {
    var entries = new ArrayList<JournalEntry>();
    try (JournalReader reader = journals.open(Reading.of(file), matches, start, encoding)) {
      for (Optional<JournalEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        entries.add(entry.get());
      }
    }
    return entries;
  }

  private static List<String> lines(Journals journals, Path file, String... matches)
      throws IOException {
    var wanted = new JournalMatches(JournalMatches.alternatives(List.of(matches)));
    return all(journals, file, wanted, new JournalStart.Head(), TextEncoding.UTF_8).stream()
        .map(JournalEntry::line)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void matchesSelectWhatJournalctlSelects(String way) throws Exception {
    var book = new JournalBook(folder.resolve("a.journal"));
    for (int i = 0; i < 60; i++) {
      book.entry(
          "entry " + i,
          "_SYSTEMD_UNIT=" + List.of("ssh.service", "cron.service", "x.service").get(i % 3),
          "PRIORITY=" + i % 4,
          "_UID=" + i % 5);
    }
    book.write();
    try (Journals journals = journals(way)) {
      for (String match :
          List.of(
              "",
              "_SYSTEMD_UNIT=ssh.service",
              "_SYSTEMD_UNIT=ssh.service _SYSTEMD_UNIT=cron.service PRIORITY=3",
              "_SYSTEMD_UNIT=ssh.service PRIORITY=1 + _UID=4",
              "_UID=4 + _UID=3 PRIORITY=0 PRIORITY=2 + _SYSTEMD_UNIT=none",
              "_SYSTEMD_UNIT=none")) {
        String[] words = match.isEmpty() ? new String[0] : match.split(" ");
        List<String> command =
            new ArrayList<>(List.of("journalctl", "-q", "-o", "cat", "--file=" + book.file()));
        command.addAll(List.of(words));
        List<String> expected =
            JournalBook.output(command.toArray(String[]::new))
                .lines()
                .map(message -> "box sshd[4711]: " + message)
                .toList();
        assertThat(lines(journals, book.file(), words)).as(match).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void aRestartAfterAnyEntryGoesOnWithTheNext(String way) throws Exception {
    var book = new JournalBook(folder.resolve("a.journal"));
    IntStream.range(0, 9).forEach(i -> book.entry("entry " + i, "PRIORITY=" + i % 3));
    book.write();
    try (Journals journals = journals(way)) {
      List<String> whole = lines(journals, book.file());
      assertThat(whole).hasSize(9);
      for (int taken = 1; taken <= whole.size(); taken++) {
        JournalPosition reached = after(journals, book.file(), taken);
        String stored = reached.text(ZoneId.of("Asia/Kathmandu"));
        var start = new JournalStart.After(JournalPosition.parse(stored, 0));
        assertThat(rest(journals, book.file(), start)).isEqualTo(whole.subList(taken, 9));

        String python = stored.split(" ", 2)[0] + " ";
        var withoutCursor = new JournalStart.After(JournalPosition.parse(python, 0));
        assertThat(rest(journals, book.file(), withoutCursor)).isEqualTo(whole.subList(taken, 9));
      }
    }
  }

  private static JournalPosition after(Journals journals, Path file, int entries)
      throws IOException {
    try (JournalReader reader =
        journals.open(
            Reading.of(file), JournalMatches.ALL, new JournalStart.Head(), TextEncoding.UTF_8)) {
      for (int i = 0; i < entries; i++) {
        assertThat(reader.next()).isPresent();
      }
      return reader.position().orElseThrow();
    }
  }

  private static List<String> rest(Journals journals, Path file, JournalStart start)
      throws IOException {
    return all(journals, file, JournalMatches.ALL, start, TextEncoding.UTF_8).stream()
        .map(JournalEntry::line)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void startsAtTheFirstEntryThatIsNotTooOld(String way) throws Exception {
    var book = new JournalBook(folder.resolve("a.journal"));
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    book.at(now.minusSeconds(900)).entry("too old");
    book.at(now.minusSeconds(600)).entry("just in time");
    book.at(now).entry("now").write();
    try (Journals journals = journals(way)) {
      assertThat(rest(journals, book.file(), new JournalStart.Since(now.minusSeconds(600))))
          .containsExactly("box sshd[4711]: just in time", "box sshd[4711]: now");
    }
  }

  /** By the library only: {@code journalctl} refuses such a cursor. */
  @Test
  void aDamagedCursorFallsBackToTheTime() throws Exception {
    var book = new JournalBook(folder.resolve("a.journal")).entry("one").entry("two").write();
    try (Journals journals = journals("library")) {
      Instant time = after(journals, book.file(), 1).time();
      var start = new JournalStart.After(new JournalPosition(time, "no cursor"));
      assertThat(rest(journals, book.file(), start)).containsExactly("box sshd[4711]: two");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void hugeAndBinaryFieldsDoNoHarm(String way) throws Exception {
    var book = new JournalBook(folder.resolve("a.journal"));
    book.entry("x".repeat(3 << 20));
    book.raw(
        List.of(
            JournalBook.utf8("_HOSTNAME=box"),
            "MESSAGE=caf\u00e9 \u0000\u0001".getBytes(StandardCharsets.ISO_8859_1),
            "COREDUMP=\u00ff\n\u00fe".repeat(1000).getBytes(StandardCharsets.ISO_8859_1)));
    book.bare("FOO=no message at all");
    book.entry("last").write();
    try (Journals journals = journals(way)) {
      List<String> lines = lines(journals, book.file());
      assertThat(lines).hasSize(4);
      assertThat(lines.getFirst()).startsWith("box sshd[4711]: xxx");
      assertThat(lines.getFirst().length()).isBetween(1 << 19, (1 << 20) + 100);
      assertThat(lines.subList(1, 4))
          .containsExactly("box caf\ufffd \u0000\u0001", "", "box sshd[4711]: last");
      var latin = TextEncoding.named("latin-1").orElseThrow();
      assertThat(
              all(journals, book.file(), JournalMatches.ALL, new JournalStart.Head(), latin)
                  .get(1)
                  .line())
          .isEqualTo("box café \u0000\u0001");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void linesAreThoseOfFail2ban(String way) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/fail2ban-regex")), "fail2ban is installed");
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/systemd")),
        "python3-systemd is installed");
    JournalBook book = oddities();
    String theirs =
        JournalBook.output(
            "/usr/bin/fail2ban-regex",
            "--out=<time>|<matches>",
            "systemd-journal[journalfiles=" + book.file() + "]",
            "^<F-ID>\\S+</F-ID>");
    try (Journals journals = journals(way)) {
      List<JournalEntry> ours =
          all(
              journals,
              book.file(),
              JournalMatches.ALL,
              new JournalStart.Head(),
              TextEncoding.UTF_8);
      assertThat(ours.stream().map(RecordedJournalTest::shown).collect(Collectors.joining("\n")))
          .isEqualTo(theirs.stripTrailing())
          .hasLineCount(23);
    }
  }

  private static String shown(JournalEntry entry) {
    double seconds = EntryFields.micros(entry.time()) / 1e6;
    return PythonRepr.repr(new Value.Real(seconds))
        + "|"
        + JournalPosition.isoTime(entry.time(), ZoneId.systemDefault())
        + " "
        + entry.line();
  }

  private JournalBook oddities() throws IOException, InterruptedException {
    var book = new JournalBook(folder.resolve("odd.journal"));
    book.entry("plain");
    Stream.of("SYSLOG_PID=99", "SYSLOG_PID=", "SYSLOG_PID=0", "SYSLOG_PID=007")
        .forEach(pid -> book.entry("both pids", pid));
    book.bare("MESSAGE=no pid", "_HOSTNAME=h", "SYSLOG_IDENTIFIER=i", "_COMM=c");
    book.bare("MESSAGE=command", "_HOSTNAME=h", "_COMM=c", "_PID=5");
    book.bare("MESSAGE=empty identifier", "_HOSTNAME=h", "SYSLOG_IDENTIFIER=", "_COMM=c");
    book.bare("MESSAGE=nobody", "_HOSTNAME=h", "_PID=5");
    book.bare("MESSAGE=no host", "SYSLOG_IDENTIFIER=i", "_PID=5");
    book.bare("MESSAGE=zero", "_HOSTNAME=h", "SYSLOG_IDENTIFIER=i", "_PID=0");
    book.entry("several\nlines\n");
    book.entry("return\r\nand tab\t, \u0001, \u001b");
    book.entry("  blanks  ");
    book.entry("ümläut \u00a0 \u2028 \ud83d\ude00");
    book.entry("one", "MESSAGE=two", "MESSAGE=three");
    book.entry("earlier", "_SOURCE_REALTIME_TIMESTAMP=1700000000000000");
    book.entry("a fraction", "_SOURCE_REALTIME_TIMESTAMP=1700000000120000");
    book.bare(
        "MESSAGE=kernel",
        "_HOSTNAME=h",
        "SYSLOG_IDENTIFIER=kernel",
        "_TRANSPORT=kernel",
        "_SOURCE_MONOTONIC_TIMESTAMP=12345678901");
    book.bare("MESSAGE=kernel", "_HOSTNAME=h", "SYSLOG_IDENTIFIER=kernel", "_TRANSPORT=kernel");
    book.entry("not the kernel", "_TRANSPORT=syslog", "_SOURCE_MONOTONIC_TIMESTAMP=5");
    book.entry("last");
    return book.write();
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void aJournalThatIsNotThereIsToldAsSuch(String way) {
    try (Journals journals = journals(way)) {
      assertThatThrownBy(() -> lines(journals, folder.resolve("none.journal")))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"library", "program"})
  void aDirectoryMeansAllFilesInIt(String way) throws Exception {
    new JournalBook(folder.resolve("a.journal")).entry("a").write();
    new JournalBook(folder.resolve("b.journal")).entry("b").write();
    JournalPlace place = JournalPlace.of(Map.of("journalpath", folder.toString()));
    try (Journals journals = journals(way);
        var reading = new Reading(journals, place, JournalMatches.ALL, new JournalStart.Head())) {
      assertThat(reading.readAll())
          .containsExactlyInAnyOrder("box sshd[4711]: a", "box sshd[4711]: b");
    }
  }
}
