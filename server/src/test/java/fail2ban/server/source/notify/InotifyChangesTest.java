package fail2ban.server.source.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyChangesTest {

  private static final Duration MOMENT = Duration.ofMillis(50);

  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();
  private InotifyChanges changes;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    changes = InotifyChanges.open();
    file = Files.writeString(directory.resolve("file"), "");
  }

  @AfterEach
  void close() {
    changes.close();
  }

  private void append() throws IOException {
    Files.writeString(file, "x", StandardOpenOption.APPEND);
  }

  @Test
  void listenersOfTheSameFileAreToldUntilTheyLeave() throws Exception {
    Changes.Watch one = changes.watchFile(file, _ -> told.add("one"));
    Changes.Watch other = changes.watchFile(file, _ -> told.add("other"));
    append();
    changes.await(MOMENT);
    assertThat(told).containsExactly("one", "other");
    one.close();
    one.close();
    append();
    changes.await(MOMENT);
    assertThat(told).containsExactly("one", "other", "other");
    other.close();
    append();
    changes.await(MOMENT);
    assertThat(told).hasSize(3);
  }

  @Test
  void aFileIsWatchedThroughALinkAndUnderItsNewName() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    changes.watchFile(link, _ -> told.add("changed"));
    Files.move(file, directory.resolve("moved"));
    changes.await(MOMENT);
    told.clear();
    Files.writeString(directory.resolve("moved"), "x", StandardOpenOption.APPEND);
    changes.await(MOMENT);
    assertThat(told).containsExactly("changed");
  }

  @Test
  void aDirectoryTellsNames() throws Exception {
    changes.watchDirectory(directory, told::add);
    Files.createFile(directory.resolve("née"));
    Files.move(directory.resolve("née"), directory.resolve("b"));
    Files.delete(directory.resolve("b"));
    changes.await(MOMENT);
    assertThat(told).containsExactly("née", "née", "b", "b");
  }

  @Test
  void aWatchMayEndAfterItsFileIsGone() throws Exception {
    Changes.Watch watch = changes.watchFile(file, _ -> told.add("gone"));
    Files.delete(file);
    changes.await(MOMENT);
    assertThat(told).contains("gone");
    watch.close();
  }

  @Test
  void wakingEndsTheNextWait() throws Exception {
    changes.wake();
    long before = System.nanoTime();
    changes.await(Duration.ofSeconds(20));
    changes.wake();
    changes.rest(Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void restingLeavesChangesForTheNextWait() throws Exception {
    changes.watchFile(file, _ -> told.add("changed"));
    append();
    changes.rest(Duration.ofMillis(1));
    assertThat(told).isEmpty();
    changes.await(MOMENT);
    assertThat(told).containsExactly("changed");
  }

  @Test
  void whatIsNotThereCannotBeWatched() {
    assertThatThrownBy(() -> changes.watchFile(directory.resolve("none"), told::add))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> changes.watchDirectory(file, told::add))
        .isInstanceOf(IOException.class);
  }

  @Test
  void nothingHappensAfterTheEnd() throws Exception {
    Changes.Watch watch = changes.watchFile(file, told::add);
    changes.close();
    watch.close();
    changes.wake();
    changes.watchFile(file, told::add).close();
  }
}
