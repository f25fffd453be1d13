package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Any log path finds files that exist, or says that it finds none. */
@Tag("fuzz")
class LogPathsFuzzTest {

  private static final Path FOLDER = folder();

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("logpaths");
      for (String name : List.of("a.log", "b.log", "[x].log", "a{1}.log", "back\\slash", ".hid")) {
        Files.createFile(folder.resolve(name));
        folder.resolve(name).toFile().deleteOnExit();
      }
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException reason) {
      throw new IllegalStateException(reason);
    }
  }

  @FuzzTest
  void finds(byte[] bytes) {
    String pattern = new String(bytes, StandardCharsets.UTF_8).replaceAll("[/\n\r]|\\.\\.", "");
    var problems = new ArrayList<Problem>();
    List<LogPaths.LogPath> found =
        new LogPaths(problems).find(TracedText.builtIn(FOLDER + "/" + pattern));
    for (LogPaths.LogPath path : found) {
      assertThat(Path.of(path.path())).exists();
      assertThat(path.from()).isIn("head", "tail");
    }
    if (found.isEmpty()) {
      assertThat(problems).isNotEmpty();
    }
  }
}
