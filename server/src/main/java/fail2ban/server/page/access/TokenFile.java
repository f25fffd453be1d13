package fail2ban.server.page.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file with the hashes of the tokens, a line for each. It is written aside and then put in
 * place; nobody but its owner can read it. Read again when it has changed, so that a line taken out
 * by hand takes effect at once.
 *
 * <p>Safe on any thread. A file that cannot be read lets nobody in.
 */
final class TokenFile {

  /** Which state of the file was read. */
  private record Version(long size, FileTime changed, @Nullable Object key) {}

  private final Path path;
  private @Nullable Version version;
  private List<Token> tokens = List.of();

  TokenFile(Path path) {
    this.path = path;
  }

  /**
   * @throws IOException if there is a file and it cannot be read
   */
  synchronized List<Token> all() throws IOException {
    Version now = version();
    if (now == null) {
      tokens = List.of();
    } else if (!now.equals(version)) {
      tokens =
          Files.readAllLines(path).stream().map(Token::read).flatMap(Optional::stream).toList();
    }
    version = now;
    return tokens;
  }

  synchronized void write(List<Token> changed) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path aside = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(aside);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      var text = new StringBuilder();
      changed.forEach(token -> text.append(token.line()).append('\n'));
      var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    version = null;
  }

  private @Nullable Version version() throws IOException {
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(found.size(), found.lastModifiedTime(), found.fileKey());
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
