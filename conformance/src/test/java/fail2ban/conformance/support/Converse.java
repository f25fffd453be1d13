package fail2ban.conformance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Speaks to a server the way a program of somebody else's would: Python, pickle and a socket. */
public final class Converse {

  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "python", "converse.py").toAbsolutePath();

  private Converse() {}

  /**
   * @param commands Python literals, as {@code fail2ban-client -d} prints them
   * @return Python's {@code repr} of each reply
   */
  public static List<String> with(Path socket, List<String> commands) {
    try {
      Path input = Files.createTempFile("commands", ".txt");
      Files.write(input, commands);
      Finished spoken =
          Command.run(
              Path.of("."),
              Map.of("INPUT", input.toString()),
              List.of(
                  "sh",
                  "-c",
                  "exec python3 \"$@\" <\"$INPUT\"",
                  "sh",
                  SCRIPT.toString(),
                  socket.toString()));
      Files.delete(input);
      if (spoken.status() != 0 || spoken.lines().size() != commands.size()) {
        throw new AssertionError("conversation broke off: " + spoken);
      }
      return spoken.lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
