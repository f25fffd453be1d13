package fail2ban.server.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * A listening socket and its place in the file system. At no moment can anybody but the owner
 * connect: the socket is bound in a private directory beside its path, closed to others, and only
 * then linked to its path. Two servers cannot both get the path.
 */
final class SocketFile implements Listener {

  private final Path path;
  private final ServerSocketChannel channel;
  private final Object identity;

  private SocketFile(Path path, ServerSocketChannel channel, Object identity) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * @param force delete what stands at the path
   * @throws AlreadyRunningException if something stands there
   */
  static SocketFile bind(Path given, boolean force, int backlog) throws IOException {
    Path path = given.toAbsolutePath();
    Path folder = Objects.requireNonNull(path.getParent(), "a socket needs a file name");
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    if (force) {
      Files.deleteIfExists(path);
    } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new AlreadyRunningException();
    }
    Path room = privateRoom(folder);
    try {
      return bind(path, room.resolve("s"), backlog);
    } finally {
      Files.delete(room);
    }
  }

  @Override
  public SocketChannel accept() throws IOException {
    return channel.accept();
  }

  /** Removes the file unless another server has put its own in this place. */
  @Override
  public void retire() throws IOException {
    channel.close();
    try {
      if (identity.equals(identity(path))) {
        Files.delete(path);
      }
    } catch (NoSuchFileException e) {
      // Somebody was faster.
    }
  }

  private static SocketFile bind(Path path, Path bound, int backlog) throws IOException {
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(bound), backlog);
      Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
      place(bound, path);
      return new SocketFile(path, channel, identity(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    } finally {
      Files.deleteIfExists(bound);
    }
  }

  /** Links rather than renames, since a link does not replace what another server has put there. */
  private static void place(Path bound, Path path) throws IOException {
    try {
      Files.createLink(path, bound);
    } catch (FileAlreadyExistsException e) {
      var taken = new AlreadyRunningException();
      taken.initCause(e);
      throw taken;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(bound, path);
    }
  }

  /** A short name: the whole path of a socket has room for about 100 characters only. */
  private static Path privateRoom(Path folder) throws IOException {
    for (int attempt = 0; true; attempt++) {
      Path room = folder.resolve("." + Long.toString(System.nanoTime() & 0xfff_ffff, 36));
      try {
        return Files.createDirectory(
            room,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  private static Object identity(Path path) throws IOException {
    var attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return Objects.requireNonNull(attributes.fileKey(), "files have an identity on Unix");
  }
}
