package fail2ban.server.report;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file, opened for append: each line goes to its end, wherever others have put that. No channel,
 * because the interrupt of a thread that happens to speak would close it for all.
 */
final class FileSink implements Sink {

  private final FileOutputStream file;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private boolean gathering;

  /** Makes the file, if there is none, so that only its owner can read it. */
  FileSink(Path path) throws IOException {
    try {
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(path, PosixFilePermissions.asFileAttribute(ownerOnly));
    } catch (FileAlreadyExistsException e) {
      // Its mode is the administrator's choice.
    }
    file = new FileOutputStream(path.toFile(), true);
  }

  @Override
  public void write(Entry entry, String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (gathering) {
      gathered.writeBytes(bytes);
    } else {
      file.write(bytes);
    }
  }

  @Override
  public void gather() {
    gathering = true;
  }

  @Override
  public void flush() throws IOException {
    gathering = false;
    byte[] bytes = gathered.toByteArray();
    gathered.reset();
    file.write(bytes);
  }

  @Override
  public boolean rolls() {
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
