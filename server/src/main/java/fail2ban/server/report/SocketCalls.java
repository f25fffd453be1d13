package fail2ban.server.report;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The four calls of the C library that a datagram socket takes; errno becomes an exception. */
final class SocketCalls {

  private final Linker linker = Linker.nativeLinker();
  private final StructLayout state = Linker.Option.captureStateLayout();
  private final VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle socket =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private final MethodHandle connect =
      handle("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private final MethodHandle send =
      handle("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private final MethodHandle close = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  int socket(int domain, int type) throws IOException {
    return (int) call("socket", state -> (int) socket.invokeExact(state, domain, type, 0));
  }

  void connect(int descriptor, MemorySegment address) throws IOException {
    int length = (int) address.byteSize();
    call("connect", state -> (int) connect.invokeExact(state, descriptor, address, length));
  }

  void send(int descriptor, MemorySegment bytes, int flags) throws IOException {
    long length = bytes.byteSize();
    call("send", state -> (long) send.invokeExact(state, descriptor, bytes, length, flags));
  }

  /** Whatever it says, the descriptor is gone. */
  void close(int descriptor) {
    try {
      call("close", state -> (int) close.invokeExact(state, descriptor));
    } catch (IOException e) {
      // Nothing was written through it that could be lost now.
    }
  }

  private MethodHandle handle(String name, FunctionDescriptor descriptor) {
    MemorySegment function = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(function, descriptor, Linker.Option.captureCallState("errno"));
  }

  private interface Call {
    long with(MemorySegment state) throws Throwable;
  }

  private long call(String name, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(state);
      long result = result(call, captured);
      if (result < 0) {
        throw new IOException(name + " failed, errno " + (int) errno.get(captured, 0L));
      }
      return result;
    }
  }

  private static long result(Call call, MemorySegment state) {
    try {
      return call.with(state);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError("a native call threw", impossible);
    }
  }
}
