package fail2ban.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that holds the process id while the server runs. */
record PidFile(Path path) implements AutoCloseable {

  static PidFile write(Path path) throws IOException {
    Files.writeString(path, ProcessHandle.current().pid() + "\n");
    return new PidFile(path);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
