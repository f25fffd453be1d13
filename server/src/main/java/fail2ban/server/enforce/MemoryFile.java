package fail2ban.server.enforce;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text for a command's standard input, in a file without a name: unlike a pipe it can hold any
 * length, so that nobody has to feed it while the command runs. Used by one thread.
 */
final class MemoryFile implements AutoCloseable {

  private final int descriptor;

  private MemoryFile(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Empty if there is no descriptor or no memory left. */
  static Optional<MemoryFile> holding(String text) {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = Posix.memoryFile(arena.allocateFrom("fail2ban"));
      if (descriptor < 0) {
        return Optional.empty();
      }
      var file = new MemoryFile(descriptor);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (file.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes))) {
        return Optional.of(file);
      }
      file.close();
      return Optional.empty();
    }
  }

  int descriptor() {
    return descriptor;
  }

  private boolean write(MemorySegment bytes) {
    long written = 0;
    while (written < bytes.byteSize()) {
      int more = Posix.writeAt(descriptor, bytes.asSlice(written), written);
      if (more <= 0) {
        return false;
      }
      written += more;
    }
    return true;
  }

  @Override
  public void close() {
    Posix.close(descriptor);
  }
}
