package fail2ban.client;

import fail2ban.reader.stream.Defaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs our program within the test, and the real Python one beside it. */
final class Programs {

  private static final Path PYTHON = Path.of("/usr/bin/fail2ban-client");

  private final Places places;
  private final ServerDoor door;
  private final Function<ClientLog, ConfigurationSource> sources;

  Programs(Places places, ServerDoor door, Function<ClientLog, ConfigurationSource> sources) {
    this.places = places;
    this.door = door;
    this.sources = sources;
  }

  /** Socket, database and log all in one folder. */
  static Defaults stateIn(Path folder) {
    String place = folder.toString();
    return new Defaults(place, place, place);
  }

  /** Reads the configuration in a folder; has no server. */
  static Programs in(Path folder) {
    var places = new Places(folder, stateIn(folder), Optional.empty());
    return new Programs(places, settings -> 255, log -> new ConfigurationFolders(places, log));
  }

  Run ours(String... arguments) {
    return run(ClientMain.NAME, "", arguments);
  }

  Run run(String name, String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    var world =
        new Program.World(places, sources, door, Clock.system(ZoneOffset.UTC), false, () -> false);
    int status = new Program(name, terminal, world).run(List.of(arguments));
    return Run.of(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static boolean pythonIsMissing() {
    return !Files.isExecutable(PYTHON);
  }

  /** The real fail2ban-client. */
  static Run pythons(Path scratch, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(PYTHON.toString()));
    command.addAll(List.of(arguments));
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    var builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int status = builder.start().waitFor();
    return Run.of(status, Files.readString(out), Files.readString(err));
  }
}
