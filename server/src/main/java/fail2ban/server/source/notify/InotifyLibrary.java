package fail2ban.server.source.notify;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls of the C library that inotify needs. Each returns what C returns, or throws with the
 * error number's meaning. Safe on any thread; owns nothing.
 */
final class InotifyLibrary {

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(StructLayout.PathElement.groupElement("errno"));

  private final MethodHandle init = call("inotify_init1", JAVA_INT, JAVA_INT);
  private final MethodHandle add = call("inotify_add_watch", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle remove = call("inotify_rm_watch", JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle eventCounter = call("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle poll = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private final MethodHandle read = call("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private final MethodHandle write = call("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private final MethodHandle close = call("close", JAVA_INT, JAVA_INT);

  private static MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }

  int inotify(int flags) throws IOException {
    return (int) checked("inotify_init1", "", state -> (int) init.invokeExact(state, flags));
  }

  int addWatch(int descriptor, String path, int mask) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      return (int)
          checked(
              "inotify_add_watch",
              path,
              state -> (int) add.invokeExact(state, descriptor, name, mask));
    }
  }

  void removeWatch(int descriptor, int watch) throws IOException {
    checked("inotify_rm_watch", "", state -> (int) remove.invokeExact(state, descriptor, watch));
  }

  int eventCounter(int flags) throws IOException {
    return (int) checked("eventfd", "", state -> (int) eventCounter.invokeExact(state, 0, flags));
  }

  /** Returns how many of the descriptors are ready: 0 when the time is over or on a signal. */
  int poll(MemorySegment descriptors, long count, int milliseconds) throws IOException {
    return (int)
        orZero("poll", state -> (int) poll.invokeExact(state, descriptors, count, milliseconds));
  }

  /** Returns the number of bytes read: 0 when there is nothing now. */
  int read(int descriptor, MemorySegment into) throws IOException {
    return (int)
        orZero("read", state -> (long) read.invokeExact(state, descriptor, into, into.byteSize()));
  }

  void write(int descriptor, MemorySegment from) throws IOException {
    orZero("write", state -> (long) write.invokeExact(state, descriptor, from, from.byteSize()));
  }

  void close(int descriptor) throws IOException {
    checked("close", "", state -> (int) close.invokeExact(state, descriptor));
  }

  private interface Call {
    long run(MemorySegment state) throws Throwable;
  }

  private static long orZero(String name, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = run(call, state);
      int errno = result < 0 ? (int) ERRNO.get(state, 0L) : 0;
      if (errno != 0 && errno != Errno.EINTR && errno != Errno.EAGAIN) {
        throw Errno.asException(name, "", errno);
      }
      return Math.max(result, 0);
    }
  }

  private static long checked(String name, String subject, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = run(call, state);
      if (result < 0) {
        throw Errno.asException(name, subject, (int) ERRNO.get(state, 0L));
      }
      return result;
    }
  }

  @SuppressWarnings("PMD")
  private static long run(Call call, MemorySegment state) {
    try {
      return call.run(state);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }
}
