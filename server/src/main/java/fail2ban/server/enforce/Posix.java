package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/**
 * The C library's functions to read a process's pipes, wait for its end and signal it. Stateless
 * and safe on any thread; {@link #poll} holds its thread in the kernel.
 */
final class Posix {

  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x0100_0000;
  private static final int SIGINFO_SIZE = 128;
  private static final int O_CLOEXEC = 0x80000;
  private static final int MFD_CLOEXEC = 1;
  private static final int SYS_PIDFD_OPEN = 434;

  private static final MethodHandle PIPE2 = NativeFunction.withErrno("pipe2", ADDRESS, JAVA_INT);
  private static final MethodHandle POLL =
      NativeFunction.required("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ =
      NativeFunction.required("read", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE =
      NativeFunction.required("write", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle PWRITE =
      NativeFunction.required("pwrite", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle MEMFD_CREATE =
      NativeFunction.required("memfd_create", ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = NativeFunction.required("close", JAVA_INT);
  private static final MethodHandle WAITID =
      NativeFunction.required("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle WAITPID =
      NativeFunction.required("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle KILL = NativeFunction.required("kill", JAVA_INT, JAVA_INT);
  private static final MethodHandle SYSCALL =
      NativeFunction.required("syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private Posix() {}

  /**
   * Opens a pipe that no child inherits by accident.
   *
   * @param ends takes the end to read and the end to write
   * @return 0 or the errno
   */
  static int pipe(MemorySegment ends, MemorySegment errno) {
    try {
      int result = (int) PIPE2.invokeExact(errno, ends, O_CLOEXEC);
      return result == 0 ? 0 : errno.get(JAVA_INT, 0);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * Waits until one of the descriptors is ready, the time is over or a signal came by.
   *
   * @param descriptors an array of {@code struct pollfd}
   */
  static void poll(MemorySegment descriptors, long count, int millis) {
    try {
      int _ = (int) POLL.invokeExact(descriptors, count, millis);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * @return how many bytes, 0 at the end, negative if there was an error
   */
  static int read(int descriptor, MemorySegment buffer) {
    try {
      return (int) READ.invokeExact(descriptor, buffer, buffer.byteSize());
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * @return how many bytes, negative if there was an error, such as nobody reading any more
   */
  static int write(int descriptor, MemorySegment bytes) {
    try {
      return (int) WRITE.invokeExact(descriptor, bytes, bytes.byteSize());
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * A nameless file in memory that no child inherits by accident.
   *
   * @return negative if there is none to be had
   */
  static int memoryFile(MemorySegment label) {
    try {
      return (int) MEMFD_CREATE.invokeExact(label, MFD_CLOEXEC);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /** Writes into a file without moving the place where it is read. */
  static int writeAt(int descriptor, MemorySegment bytes, long offset) {
    try {
      return (int) PWRITE.invokeExact(descriptor, bytes, bytes.byteSize(), offset);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /** True if a child has ended; its id stays its own all the same. */
  static boolean hasEnded(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO_SIZE, Long.BYTES);
      int result = (int) WAITID.invokeExact(P_PID, pid, info, WEXITED | WNOHANG | WNOWAIT);
      return result == 0 && info.get(JAVA_INT, 0) != 0;
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * Takes an ended child away, which frees its id.
   *
   * @return how it ended, as the kernel codes it; empty if it still runs
   */
  static OptionalInt reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      int result = (int) WAITPID.invokeExact(pid, status, WNOHANG);
      return result == pid ? OptionalInt.of(status.get(JAVA_INT, 0)) : OptionalInt.empty();
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /** Sends a signal to every process of a group. */
  static void killGroup(int group, int signal) {
    try {
      int _ = (int) KILL.invokeExact(-group, signal);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /**
   * A descriptor that is ready to read when the process has ended.
   *
   * @return negative if there is none to be had
   */
  static int pidfd(int pid) {
    try {
      return (int) SYSCALL.invokeExact((long) SYS_PIDFD_OPEN, (long) pid, 0L);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }
}
