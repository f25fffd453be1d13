package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSearchTest {

  private static final int LINES = 50_000;

  @TempDir Path directory;
  private final AtomicInteger asked = new AtomicInteger();

  private Optional<Instant> timeOf(Line line) {
    asked.incrementAndGet();
    String text = line.decode(TextEncoding.UTF_8).text();
    return text.startsWith("@")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring(1, 11).strip())))
        : Optional.empty();
  }

  private long search(Path file, long second) throws Exception {
    try (OpenLog log = OpenLog.open(file)) {
      StartAt.Since since = new StartAt.Since(Instant.ofEpochSecond(second), this::timeOf);
      return new TimeSearch(log, LineFraming.BYTES, since).between(0, log.size());
    }
  }

  private Path file(String other) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append(i % 3 == 0 ? "@%010d some more text of a line\n".formatted(i) : other);
    }
    return Files.writeString(directory.resolve("a.log"), text);
  }

  @Test
  void findsTheFirstLineNotTooOldInFewSteps() throws Exception {
    Path file = file("a line without a date\n");
    String text = Files.readString(file);
    for (int second : new int[] {1, 2_999, 30_000, 49_998}) {
      asked.set(0);
      int found = (int) search(file, second);
      int first = text.indexOf("@%010d".formatted(second + (3 - second % 3) % 3));
      // Lines without a date between an old line and this one count as this one's.
      assertThat(text.substring(found, first)).doesNotContain("@");
      assertThat(asked.get()).isLessThan(2_500);
    }
  }

  @Test
  void beginsAtTheStartOrTheEndWhereAllOrNothingIsNew() throws Exception {
    Path file = file("undated\n");
    assertThat(search(file, 0)).isZero();
    assertThat(Files.readString(file).substring((int) search(file, 1_000_000))).doesNotContain("@");
  }

  @Test
  void readsAllWhereNothingHasADate() throws Exception {
    Path file = Files.writeString(directory.resolve("b.log"), "nothing here\n".repeat(20_000));
    assertThat(search(file, 1_000_000)).isZero();
  }
}
