package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import fail2ban.server.libc.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

  private static final NativeFunction PIPE2 = NativeFunction.returningInt("pipe2");
  private static final NativeFunction POLL = NativeFunction.returningInt("poll");
  private static final NativeFunction READ = NativeFunction.returningLong("read");
  private static final NativeFunction WRITE = NativeFunction.returningLong("write");
  private static final NativeFunction PWRITE = NativeFunction.returningLong("pwrite");
  private static final NativeFunction MEMFD_CREATE = NativeFunction.returningInt("memfd_create");
  private static final NativeFunction CLOSE = NativeFunction.returningInt("close");
  private static final NativeFunction WAITID = NativeFunction.returningInt("waitid");
  private static final NativeFunction WAITPID = NativeFunction.returningInt("waitpid");
  private static final NativeFunction KILL = NativeFunction.returningInt("kill");
  private static final NativeFunction SYSCALL = NativeFunction.returningLong("syscall");

  private Posix() {}

  /**
   * Opens a pipe that no child inherits by accident.
   *
   * @param ends takes the end to read and the end to write
   * @return 0 or minus the errno
   */
  static int pipe(MemorySegment ends) {
    return (int) PIPE2.callOrErrno(ends.address(), O_CLOEXEC);
  }

  /**
   * Waits until one of the descriptors is ready, the time is over or a signal came by.
   *
   * @param descriptors an array of {@code struct pollfd}
   */
  static void poll(MemorySegment descriptors, long count, int millis) {
    POLL.call(descriptors.address(), count, millis);
  }

  /**
   * @return how many bytes, 0 at the end, negative if there was an error
   */
  static int read(int descriptor, MemorySegment buffer) {
    return (int) READ.call(descriptor, buffer.address(), buffer.byteSize());
  }

  /**
   * @return how many bytes, negative if there was an error, such as nobody reading any more
   */
  static int write(int descriptor, MemorySegment bytes) {
    return (int) WRITE.call(descriptor, bytes.address(), bytes.byteSize());
  }

  /**
   * A nameless file in memory that no child inherits by accident.
   *
   * @return negative if there is none to be had
   */
  static int memoryFile(MemorySegment label) {
    return (int) MEMFD_CREATE.call(label.address(), MFD_CLOEXEC);
  }

  /** Writes into a file without moving the place where it is read. */
  static int writeAt(int descriptor, MemorySegment bytes, long offset) {
    return (int) PWRITE.call(descriptor, bytes.address(), bytes.byteSize(), offset);
  }

  static void close(int descriptor) {
    CLOSE.call(descriptor);
  }

  /** True if a child has ended; its id stays its own all the same. */
  static boolean hasEnded(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO_SIZE, Long.BYTES);
      long result = WAITID.call(P_PID, pid, info.address(), WEXITED | WNOHANG | WNOWAIT);
      return result == 0 && info.get(JAVA_INT, 0) != 0;
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
      long result = WAITPID.call(pid, status.address(), WNOHANG);
      return result == pid ? OptionalInt.of(status.get(JAVA_INT, 0)) : OptionalInt.empty();
    }
  }

  /** Sends a signal to every process of a group. */
  static void killGroup(int group, int signal) {
    KILL.call(-group, signal);
  }

  /**
   * A descriptor that is ready to read when the process has ended.
   *
   * @return negative if there is none to be had
   */
  static int pidfd(int pid) {
    return (int) SYSCALL.call(SYS_PIDFD_OPEN, pid, 0);
  }
}
