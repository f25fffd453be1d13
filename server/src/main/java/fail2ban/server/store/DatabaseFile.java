package fail2ban.server.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where the database lies: a file of mode 0600 when we make it, or this process's memory.
 *
 * @param name as in {@code dbfile}; {@code :memory:} for the latter
 */
record DatabaseFile(String name) {

  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  boolean inMemory() {
    return name.equals(":memory:");
  }

  /** What the driver opens; in this form no character of the path means anything else. */
  String url() {
    return inMemory() ? "jdbc:sqlite::memory:" : "jdbc:sqlite:file:" + path().toUri().getRawPath();
  }

  /** Makes an empty file that only its owner can read, unless there is one. */
  void ensure() throws IOException {
    if (!inMemory()) {
      try {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(path(), PosixFilePermissions.asFileAttribute(ownerOnly));
      } catch (FileAlreadyExistsException e) {
        // Its mode is the administrator's choice.
      }
    }
  }

  /** Tells this file from another one under the same name; empty if there is none. */
  Optional<Object> identity() {
    try {
      return Optional.ofNullable(Files.readAttributes(path(), BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Copies the file to a name that says when; returns that name. */
  Path copyAside(LocalDateTime now) throws IOException {
    Path backup = backup(now);
    return Files.copy(path(), backup, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Renames the file likewise, with the journal that belongs to it. */
  Path moveAside(LocalDateTime now) throws IOException {
    Path backup = backup(now);
    Files.move(path(), backup);
    try {
      Files.move(beside(path(), "-journal"), beside(backup, "-journal"));
    } catch (NoSuchFileException e) {
      // It was closed in good order.
    }
    return backup;
  }

  private Path backup(LocalDateTime now) {
    Path backup = beside(path(), "." + SUFFIX.format(now));
    for (int more = 1; Files.exists(backup); more++) {
      backup = beside(path(), "." + SUFFIX.format(now) + "." + more);
    }
    return backup;
  }

  private static Path beside(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  private Path path() {
    return Path.of(name).toAbsolutePath();
  }
}
