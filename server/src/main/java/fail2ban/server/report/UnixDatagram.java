package fail2ban.server.report;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A Unix datagram socket, which the JDK does not offer: what syslog and the journal listen on.
 *
 * <p>Never waits: a receiver that does not keep up costs the datagram. If the receiver was started
 * anew, so is the connection. Linux only; used by one thread at a time.
 */
final class UnixDatagram implements AutoCloseable {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int DONTWAIT_NOSIGNAL = 0x40 | 0x4000;
  private static final int PATH_BYTES = 108;

  private final SocketCalls calls = new SocketCalls();
  private final byte[] path;
  private int descriptor;

  /**
   * Connects.
   *
   * @param path of a file, or after an at sign an abstract name
   * @throws IOException if nobody listens there, or this is not Linux
   */
  UnixDatagram(String path) throws IOException {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new IOException("Unix datagram sockets are only known for Linux");
    }
    this.path =
        (path.startsWith("@") ? "\0" + path.substring(1) : path).getBytes(StandardCharsets.UTF_8);
    if (this.path.length >= PATH_BYTES) {
      throw new IOException("the socket's path is longer than " + (PATH_BYTES - 1) + " bytes");
    }
    descriptor = connect();
  }

  /** Not a file: its length counts. */
  private boolean abstractName() {
    return path.length > 0 && path[0] == 0;
  }

  /** Sends one datagram; on failure connects anew and tries once more. */
  void send(byte[] datagram) throws IOException {
    try {
      attempt(datagram);
    } catch (IOException failure) {
      close();
      descriptor = connect();
      attempt(datagram);
    }
  }

  private void attempt(byte[] datagram) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, datagram);
      calls.send(descriptor, bytes, DONTWAIT_NOSIGNAL);
    }
  }

  private int connect() throws IOException {
    int made = calls.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address =
          arena.allocate(Short.BYTES + (abstractName() ? path.length : PATH_BYTES));
      address.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
      calls.connect(made, address);
      return made;
    } catch (IOException failure) {
      calls.close(made);
      throw failure;
    }
  }

  @Override
  public void close() {
    calls.close(descriptor);
  }
}
