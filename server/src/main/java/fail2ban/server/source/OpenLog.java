package fail2ban.server.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file held open, whatever becomes of its name. Safe on any thread.
 *
 * <p>Deliberately no {@code FileChannel}: that would be closed under all jails when the thread of
 * one of them is interrupted while it reads.
 */
final class OpenLog implements Closeable {

  private static final int ATTEMPTS = 5;

  private final RandomAccessFile file;
  private final Path realPath;
  private final FileState.Identity identity;

  private OpenLog(RandomAccessFile file, Path realPath, FileState.Identity identity) {
    this.file = file;
    this.realPath = realPath;
    this.identity = identity;
  }

  /**
   * @throws NoSuchFileException if nothing is there, or something that is no regular file
   * @throws IOException if it may not be read
   */
  static OpenLog open(Path path) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileState.Identity before = regular(path);
      OpenLog log = new OpenLog(reading(path), path.toRealPath(), before);
      // Java tells no inode of an open file: the one before and after opening must be the same.
      if (before.equals(identityNow(path).orElse(null))) {
        return log;
      }
      log.close();
    }
    throw new IOException(path + ": replaced over and over while being opened");
  }

  private static FileState.Identity regular(Path path) throws IOException {
    FileState state = FileState.of(path);
    if (!state.regular()) {
      throw new NoSuchFileException(path.toString(), null, "not a regular file");
    }
    return state.identity();
  }

  private static RandomAccessFile reading(Path path) throws IOException {
    if (!Files.isReadable(path)) {
      throw new AccessDeniedException(path.toString());
    }
    return new RandomAccessFile(path.toFile(), "r");
  }

  private static Optional<FileState.Identity> identityNow(Path path) {
    try {
      return Optional.of(FileState.of(path).identity());
    } catch (IOException renamedAway) {
      return Optional.empty();
    }
  }

  FileState.Identity identity() {
    return identity;
  }

  /** Where the file was when it was opened, symbolic links resolved. */
  Path realPath() {
    return realPath;
  }

  synchronized long size() throws IOException {
    return file.length();
  }

  /** Reads until the length is there or the file ends; returns how much was read. */
  synchronized int read(long at, byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    file.seek(at);
    int done = 0;
    while (done < length) {
      int count = file.read(into, offset + done, length - done);
      if (count < 0) {
        return done;
      }
      done += count;
    }
    return done;
  }

  /** The bytes before an offset, at most so many. */
  byte[] before(long end, int length) throws IOException {
    byte[] bytes = new byte[(int) Math.min(end, length)];
    int count = read(end - bytes.length, bytes, 0, bytes.length);
    return count == bytes.length ? bytes : new byte[0];
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
