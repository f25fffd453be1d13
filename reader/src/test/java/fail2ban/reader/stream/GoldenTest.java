package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configuration in, commands and problems out. With {@code -Dgolden.update=true} the files are
 * written anew from what the program does: to be read line by line before they are committed.
 */
class GoldenTest {

  private static final Path CASES = Path.of("src/test/resources/golden");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsExpected(String name, @TempDir Path directory) throws IOException {
    Path file = CASES.resolve(name);
    GoldenCase golden = GoldenCase.parse(Files.readString(file));
    GoldenCase actual = golden.run(directory);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual.text());
    }
    assertThat(actual.expected()).isEqualTo(golden.expected());
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(cases().count()).isGreaterThanOrEqualTo(80);
  }
}
