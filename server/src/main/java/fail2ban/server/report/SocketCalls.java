package fail2ban.server.report;

import fail2ban.server.libc.NativeFunction;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** The four calls of the C library that a datagram socket takes; errno becomes an exception. */
final class SocketCalls {

  private final NativeFunction socket = NativeFunction.returningInt("socket");
  private final NativeFunction connect = NativeFunction.returningInt("connect");
  private final NativeFunction send = NativeFunction.returningLong("send");
  private final NativeFunction close = NativeFunction.returningInt("close");

  int socket(int domain, int type) throws IOException {
    return (int) checked("socket", socket.callOrErrno(domain, type, 0));
  }

  void connect(int descriptor, MemorySegment address) throws IOException {
    checked("connect", connect.callOrErrno(descriptor, address.address(), address.byteSize()));
  }

  void send(int descriptor, MemorySegment bytes, int flags) throws IOException {
    checked("send", send.callOrErrno(descriptor, bytes.address(), bytes.byteSize(), flags));
  }

  /** Whatever it says, the descriptor is gone, and nothing could be lost. */
  void close(int descriptor) {
    close.call(descriptor);
  }

  private static long checked(String name, long result) throws IOException {
    if (result < 0) {
      throw new IOException(name + " failed, errno " + -result);
    }
    return result;
  }
}
