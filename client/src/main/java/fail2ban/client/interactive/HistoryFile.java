package fail2ban.client.interactive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where typed commands are kept: {@code fail2ban-java/history} below {@code $XDG_STATE_HOME} or
 * {@code ~/.local/state}, for its owner alone.
 */
public final class HistoryFile {

  private HistoryFile() {}

  /** Makes the file if need be; empty if that cannot be, for then nothing is kept. */
  public static Optional<Path> in(Map<String, String> environment) {
    return state(environment).flatMap(HistoryFile::made);
  }

  private static Optional<Path> state(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (state.startsWith("/")) {
      return Optional.of(Path.of(state));
    }
    return home.startsWith("/") ? Optional.of(Path.of(home, ".local", "state")) : Optional.empty();
  }

  private static Optional<Path> made(Path state) {
    try {
      Path folder = Files.createDirectories(state.resolve("fail2ban-java"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Path file = folder.resolve("history");
      var owner = PosixFilePermissions.fromString("rw-------");
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(file, owner);
      } else {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      }
      return Optional.of(file);
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
