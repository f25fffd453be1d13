package fail2ban.server.source.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is being written, by a real {@code systemd-journald} in a mount namespace. */
@Timeout(120)
final class LiveJournalTest {

  private static final JournalMatches OF_TEST = matches("SYSLOG_IDENTIFIER=test");

  @TempDir Path folder;
  private final HeardLogs logs = new HeardLogs();

  private static JournalMatches matches(String... words) {
    return new JournalMatches(JournalMatches.alternatives(List.of(words)));
  }

  private static Reading reading(Journals journals, Path directory, JournalMatches matches) {
    var place = JournalPlace.of(Map.of("journalpath", directory.toString()));
    return new Reading(
        journals, place, matches, new JournalStart.Since(Instant.now().minusSeconds(60)));
  }

  @Test
  void entriesArriveAtOnce() throws Exception {
    try (var daemon = new JournalDaemon(folder);
        Journals journals = Reading.journals(logs);
        var reading = reading(journals, daemon.journal(), OF_TEST)) {
      assertThat(reading.readAll()).isEmpty();
      daemon.log("test", "first");
      reading.readUntil(lines -> lines.size() == 1);
      long before = System.nanoTime();
      daemon.log("other", "not for us");
      daemon.log("test", "second");
      List<String> lines = reading.readUntil(read -> read.size() == 2);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
      assertThat(lines.getLast()).matches("\\S+ test\\[\\d+]: second");
    }
  }

  @Test
  void rotationsUnderLoadLoseAndRepeatNothing() throws Exception {
    int entries = 6000;
    try (var daemon = new JournalDaemon(folder);
        Journals journals = Reading.journals(logs);
        var reading = reading(journals, daemon.journal(), OF_TEST)) {
      var writer =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < entries; i++) {
                  daemon.log("test", "entry " + i);
                  if (i % 1000 == 500) {
                    daemon.rotate();
                  }
                }
              });
      List<String> lines = reading.readUntil(read -> read.size() >= entries);
      writer.join();
      assertThat(daemon.archived()).isPositive();
      assertThat(lines.stream().map(line -> line.replaceFirst(".*: ", "")))
          .containsExactlyElementsOf(
              IntStream.range(0, entries).mapToObj(i -> "entry " + i).toList());
    }
  }

  @Test
  void whatWasRotatedAndThrownAwayMeanwhileIsNotWaitedFor() throws Exception {
    try (var daemon = new JournalDaemon(folder)) {
      daemon.log("test", "one");
      JournalPosition left;
      try (Journals journals = Reading.journals(logs);
          var reading = reading(journals, daemon.journal(), OF_TEST)) {
        reading.readUntil(lines -> lines.size() == 1);
        left = reading.position().orElseThrow();
      }
      daemon.rotate();
      daemon.await("archived", () -> daemon.archived() > 0);
      JournalBook.output("journalctl", "-q", "-D", daemon.journal().toString(), "--vacuum-files=1");
      daemon.log("test", "two");
      var place = JournalPlace.of(Map.of("journalpath", daemon.journal().toString()));
      try (Journals journals = Reading.journals(logs);
          var reading = new Reading(journals, place, OF_TEST, new JournalStart.After(left))) {
        assertThat(reading.readUntil(lines -> !lines.isEmpty()))
            .hasSize(1)
            .allMatch(line -> line.endsWith(": two"));
      }
    }
  }

  @Test
  void aJournalThatComesLaterIsRead() throws Exception {
    Path later = folder.resolve("later");
    try (var daemon = new JournalDaemon(folder);
        Journals journals = Reading.journals(logs);
        var reading = reading(journals, later, OF_TEST)) {
      assertThat(reading.readOnce()).isFalse();
      daemon.log("test", "early");
      daemon.await("written", () -> daemon.written("early"));
      Files.createSymbolicLink(later, daemon.journal());
      assertThat(reading.readUntil(lines -> !lines.isEmpty())).hasSize(1);
      String subject = "he journal " + later;
      assertThat(logs.lines())
          .anyMatch(line -> line.startsWith("ERROR Unable to read t" + subject + ": No such file"));
      daemon.await(
          "said",
          () ->
              logs.lines().stream().anyMatch(l -> l.endsWith("T" + subject + " can be read now")));
    }
  }

  @Test
  void anAddedMatchBringsNewsAndNotThePast() throws Exception {
    try (var daemon = new JournalDaemon(folder);
        Journals journals = Reading.journals(logs);
        var reading = reading(journals, daemon.journal(), OF_TEST)) {
      daemon.log("other", "past");
      daemon.log("test", "one");
      reading.readUntil(lines -> lines.size() == 1);
      daemon.await("a second", new Later()::isOver);
      daemon.log("test", "two");
      reading.readUntil(lines -> lines.size() == 2);
      reading
          .subscription()
          .become(
              matches("SYSLOG_IDENTIFIER=test", "+", "SYSLOG_IDENTIFIER=other"),
              fail2ban.server.source.TextEncoding.UTF_8);
      daemon.log("other", "three");
      daemon.log("test", "four");
      List<String> lines = reading.readUntil(read -> read.size() >= 4);
      assertThat(lines.stream().map(line -> line.replaceFirst(".*: ", "")))
          .containsExactlyInAnyOrder("one", "two", "three", "four");
    }
  }

  @Test
  void jailsOfOneJournalEachReadTheirPart() throws Exception {
    try (var daemon = new JournalDaemon(folder);
        Journals journals = Reading.journals(logs);
        var one = reading(journals, daemon.journal(), matches("SYSLOG_IDENTIFIER=a"));
        var two = reading(journals, daemon.journal(), matches("SYSLOG_IDENTIFIER=b"));
        var both =
            reading(
                journals,
                daemon.journal(),
                matches("SYSLOG_IDENTIFIER=a", "+", "SYSLOG_IDENTIFIER=b"))) {
      IntStream.range(0, 40).forEach(i -> daemon.log(i % 2 == 0 ? "a" : "b", "x"));
      assertThat(one.readUntil(lines -> lines.size() >= 20)).hasSize(20);
      assertThat(two.readUntil(lines -> lines.size() >= 20)).hasSize(20);
      // Of a writer that has ended already the journal knows no pid.
      assertThat(both.readUntil(lines -> lines.size() >= 40))
          .extracting(line -> line.replaceFirst("\\[\\d+]", "").replaceFirst("^\\S+ ", ""))
          .hasSize(40)
          .containsOnly("a: x", "b: x");
    }
  }

  /** A bit more than the time for which an entry may be late. */
  private static final class Later {
    private final long end = System.nanoTime() + Duration.ofMillis(1200).toNanos();

    boolean isOver() {
      return System.nanoTime() > end;
    }
  }
}
