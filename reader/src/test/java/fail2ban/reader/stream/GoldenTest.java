package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configuration in, commands and problems out. With {@code -Dgolden.update=true} the files are
 * written anew from what the program does: to be read line by line before they are committed.
 */
class GoldenTest {

  private static final int FOLDER_LENGTH = 60;

  static List<String> cases() throws IOException {
    return GoldenFiles.names();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsExpected(String name, @TempDir Path directory) throws IOException {
    GoldenCase golden = GoldenFiles.read(name);
    GoldenCase actual = golden.run(padded(directory));
    if (GoldenFiles.update()) {
      Files.writeString(GoldenFiles.file(name), actual.text());
    }
    assertThat(actual.expected()).isEqualTo(golden.expected());
  }

  /** Marks under a text that holds the folder's name depend on its length. */
  private static Path padded(Path directory) throws IOException {
    int missing = FOLDER_LENGTH - directory.toString().length() - 1;
    return Files.createDirectory(directory.resolve("x".repeat(missing)));
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(300);
  }
}
