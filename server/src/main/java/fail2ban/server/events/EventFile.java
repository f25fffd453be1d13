package fail2ban.server.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file, opened when there is something to write. Owned by the writing thread. */
final class EventFile implements AutoCloseable {

  private final Path path;
  private @Nullable OutputStream open;

  EventFile(Path path) {
    this.path = path;
  }

  /** All of them in one go; what could not be written is lost, and the file opened anew. */
  void write(List<String> lines) throws IOException {
    try {
      if (open == null) {
        open = opened();
      }
      open.write(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Log lines hold what users typed: not for everybody. */
  private OutputStream opened() throws IOException {
    if (Files.notExists(path)) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    }
    return Files.newOutputStream(path, StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException _) {
      // What was written is written, and there is nothing to be done about the rest.
    } finally {
      open = null;
    }
  }
}
