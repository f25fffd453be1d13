package fail2ban.server.jail;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.IgnoreEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IgnoreFileTest {

  private static final FailureId ONE = FailureId.of("192.0.2.1");
  private static final FailureId TWO = FailureId.of("192.0.2.2");

  @TempDir private Path folder;
  private Path path;
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final Warnings warnings = new Warnings();
  private final Deque<Runnable> readings = new ArrayDeque<>();
  private IgnoreFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("trusted");
    file =
        new IgnoreFile(
            new IgnoreEntry.ListFile("file:" + path), () -> now, readings::add, warnings);
  }

  private void write(String text, int version) throws IOException {
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(version)));
  }

  private boolean lists(FailureId id) {
    var entries = file.entries().toCompletableFuture();
    while (!readings.isEmpty()) {
      readings.remove().run();
    }
    return entries.join().contains(id);
  }

  private void later(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void theFileIsReadElsewhereAndNobodyIsJudgedBefore() throws IOException {
    write("192.0.2.1", 1);
    var entries = file.entries().toCompletableFuture();
    assertThat(entries).isNotDone();
    assertThat(file.entries()).isSameAs(entries);
    readings.remove().run();
    assertThat(entries.join().contains(ONE)).isTrue();
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    write("192.0.2.1", 1);
    assertThat(lists(ONE)).isTrue();
    write("192.0.2.2", 2);
    assertThat(lists(TWO)).isFalse();
    later(1);
    assertThat(lists(TWO)).isTrue();
    assertThat(lists(ONE)).isFalse();
  }

  @Test
  void aFileOfAnotherSizeHasChangedToo() throws IOException {
    write("192.0.2.1", 1);
    assertThat(lists(TWO)).isFalse();
    write("192.0.2.1 192.0.2.2", 1);
    later(1);
    assertThat(lists(TWO)).isTrue();
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws IOException {
    write("192.0.2.1", 1);
    assertThat(lists(ONE)).isTrue();
    later(5);
    file.entries();
    assertThat(readings).isEmpty();
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() throws IOException {
    write("192.0.2.1", 1);
    assertThat(lists(ONE)).isTrue();
    write("192.0.2.2", 2);
    later(-3600);
    assertThat(lists(TWO)).isTrue();
  }

  @Test
  void aMissingFileIsEmptyAndWarnedOfOnce() throws IOException {
    assertThat(lists(ONE)).isFalse();
    later(1);
    assertThat(lists(ONE)).isFalse();
    assertThat(warnings.lines())
        .containsExactly(
            "WARNING Retrieving IPs set from '%s' failed: [Errno 2] No such file or directory: '%s'"
                .formatted(path, path));
    write("192.0.2.1", 1);
    later(1);
    assertThat(lists(ONE)).isTrue();
    Files.delete(path);
    later(1);
    assertThat(lists(ONE)).isFalse();
    assertThat(warnings.lines()).hasSize(2);
  }

  @Test
  void whatWasReadHoldsWhileTheFileCannotBeRead() throws IOException {
    write("192.0.2.1", 1);
    assertThat(lists(ONE)).isTrue();
    Files.delete(path);
    Files.createDirectory(path);
    later(1);
    assertThat(lists(ONE)).isTrue();
    later(60);
    assertThat(lists(ONE)).isTrue();
    assertThat(warnings.lines()).singleElement().asString().contains("not a regular file");
    Files.delete(path);
    write("192.0.2.2", 2);
    later(60);
    assertThat(lists(ONE)).isFalse();
  }

  @Test
  void bytesThatAreNoTextHarmOnlyTheirWord() throws IOException {
    Files.write(
        path, new byte[] {(byte) 0xff, (byte) 0xfe, ' ', '1', '.', '2', '.', '3', '.', '4'});
    assertThat(lists(FailureId.of("1.2.3.4"))).isTrue();
  }
}
