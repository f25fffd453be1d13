package fail2ban.reader.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the golden cases lie. */
final class GoldenFiles {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private GoldenFiles() {}

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  static GoldenCase read(String name) throws IOException {
    return GoldenCase.parse(Files.readString(file(name)));
  }

  /** True if what is expected is to be written anew from what the program does. */
  static boolean update() {
    return Boolean.getBoolean("golden.update");
  }
}
