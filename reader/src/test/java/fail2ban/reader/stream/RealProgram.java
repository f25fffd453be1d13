package fail2ban.reader.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** fail2ban's own client, asked for its view of a configuration. */
final class RealProgram {

  private static final Path CLIENT = Path.of("/usr/bin/fail2ban-client");

  private RealProgram() {}

  static boolean installed() {
    return Files.isExecutable(CLIENT);
  }

  /** The lines of its standard output. */
  static List<String> run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(CLIENT.toString()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
