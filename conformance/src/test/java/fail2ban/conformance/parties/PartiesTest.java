package fail2ban.conformance.parties;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of others, doing what it does with the same server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartiesTest {

  static final Path PARTIES = Path.of("src/test/resources/parties").toAbsolutePath();
  static final Path SHIM = Path.of("../python").toAbsolutePath().normalize();

  private FilledServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = FilledServer.start(folder);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  static Stream<String> parties() throws IOException {
    try (Stream<Path> files = Files.list(PARTIES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".expected"))
          .map(name -> name.substring(0, name.lastIndexOf('.')))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("parties")
  void findsWhatItLooksFor(String party) throws IOException {
    Finished found = server.run(command(party));
    assertThat(found.out())
        .describedAs(party + found.err())
        .isEqualTo(Files.readString(PARTIES.resolve(party + ".expected")));
  }

  private static List<String> command(String party) {
    Path python = PARTIES.resolve(party + ".py");
    return Files.exists(python)
        ? List.of("/usr/bin/python3", "-I", python.toString(), SHIM.toString())
        : List.of("/bin/sh", "-eu", PARTIES.resolve(party + ".sh").toString());
  }
}
