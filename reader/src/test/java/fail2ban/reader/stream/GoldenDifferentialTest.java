package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden case beside the installed fail2ban: the same commands in the same order and the same
 * exit code; where a case says that it {@code differs}, it must really do so.
 */
@Tag("real")
class GoldenDifferentialTest {

  /** What {@code %(fail2ban_version)s} is for the program installed. */
  private static final String VERSION = "1.0.2";

  @TempDir private static Path output;
  private static RealClient client;

  /** Without those that read one jail alone: the real program dumps all or none. */
  static List<String> cases() throws IOException {
    var cases = new ArrayList<String>();
    for (String name : GoldenFiles.names()) {
      if (GoldenFiles.read(name).jail().isEmpty()) {
        cases.add(name);
      }
    }
    return cases;
  }

  @BeforeAll
  static void startTheRealProgram() throws IOException {
    assumeTrue(RealProgram.installed(), "fail2ban is not installed");
    client = RealClient.start(output);
  }

  @AfterAll
  static void stopTheRealProgram() throws IOException {
    if (client != null) {
      client.close();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsTheRealProgramDoes(String name, @TempDir Path directory) throws IOException {
    GoldenCase golden = GoldenFiles.read(name);
    golden.layOut(directory);
    RealClient.Outcome ours = ours(golden, directory);
    RealClient.Outcome theirs = theirs(golden, directory);
    if (golden.difference().isEmpty()) {
      assertThat(ours).isEqualTo(theirs);
    } else {
      assertThat(ours).as("differs as the case says").isNotEqualTo(theirs);
    }
  }

  /** A test says only whether all is well, a dump says everything. */
  private static RealClient.Outcome ours(GoldenCase golden, Path directory) {
    ReadMode mode = golden.mode() == ReadMode.TEST ? ReadMode.TEST : ReadMode.DUMP;
    ReadResult result = golden.read(directory, mode, VERSION);
    List<String> lines =
        mode == ReadMode.DUMP ? comparable(golden.stream(GoldenCase.commands(result))) : List.of();
    return new RealClient.Outcome(lines, result.exitCode());
  }

  private static RealClient.Outcome theirs(GoldenCase golden, Path directory) throws IOException {
    boolean test = golden.mode() == ReadMode.TEST;
    var arguments = new ArrayList<>(List.of("-c", directory.toString(), test ? "-t" : "-d"));
    golden.overrides().forEach((option, value) -> arguments.addAll(List.of("--" + option, value)));
    RealClient.Outcome outcome = client.run(arguments);
    return new RealClient.Outcome(
        test ? List.of() : comparable(golden.stream(outcome.lines())), outcome.exitCode());
  }

  /**
   * Commands alone, without the error text between them; files of a glob sorted as ours are, since
   * the real program takes them as the directory has them.
   */
  private static List<String> comparable(List<String> lines) {
    var commands = new ArrayList<String>();
    var paths = new ArrayList<String>();
    for (String line : lines) {
      if (line.contains("', 'addlogpath', '")) {
        paths.add(line);
        continue;
      }
      paths.sort(null);
      commands.addAll(paths);
      paths.clear();
      if (line.startsWith("['")) {
        commands.add(line);
      }
    }
    paths.sort(null);
    commands.addAll(paths);
    return commands;
  }
}
