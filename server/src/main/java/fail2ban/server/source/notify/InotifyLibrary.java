package fail2ban.server.source.notify;

import fail2ban.server.libc.NativeFunction;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The calls of the C library that inotify needs. Each returns what C returns, or throws with the
 * error number's meaning. Safe on any thread; owns nothing.
 */
final class InotifyLibrary {

  private final NativeFunction init = NativeFunction.returningInt("inotify_init1");
  private final NativeFunction add = NativeFunction.returningInt("inotify_add_watch");
  private final NativeFunction remove = NativeFunction.returningInt("inotify_rm_watch");
  private final NativeFunction eventCounter = NativeFunction.returningInt("eventfd");
  private final NativeFunction poll = NativeFunction.returningInt("poll");
  private final NativeFunction read = NativeFunction.returningLong("read");
  private final NativeFunction write = NativeFunction.returningLong("write");
  private final NativeFunction close = NativeFunction.returningInt("close");

  int inotify(int flags) throws IOException {
    return checked("inotify_init1", "", init.callOrErrno(flags));
  }

  int addWatch(int descriptor, String path, int mask) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      return checked("inotify_add_watch", path, add.callOrErrno(descriptor, name.address(), mask));
    }
  }

  void removeWatch(int descriptor, int watch) throws IOException {
    checked("inotify_rm_watch", "", remove.callOrErrno(descriptor, watch));
  }

  int eventCounter(int flags) throws IOException {
    return checked("eventfd", "", eventCounter.callOrErrno(0, flags));
  }

  /** Returns how many of the descriptors are ready: 0 when the time is over or on a signal. */
  int poll(MemorySegment descriptors, long count, int milliseconds) throws IOException {
    return orZero("poll", poll.callOrErrno(descriptors.address(), count, milliseconds));
  }

  /** Returns the number of bytes read: 0 when there is nothing now. */
  int read(int descriptor, MemorySegment into) throws IOException {
    return orZero("read", read.callOrErrno(descriptor, into.address(), into.byteSize()));
  }

  void write(int descriptor, MemorySegment from) throws IOException {
    orZero("write", write.callOrErrno(descriptor, from.address(), from.byteSize()));
  }

  void close(int descriptor) throws IOException {
    checked("close", "", close.callOrErrno(descriptor));
  }

  private static int orZero(String name, long result) throws IOException {
    boolean nothing = result == -Errno.EINTR || result == -Errno.EAGAIN;
    return nothing ? 0 : checked(name, "", result);
  }

  private static int checked(String name, String subject, long result) throws IOException {
    if (result < 0) {
      throw Errno.asException(name, subject, (int) -result);
    }
    return (int) result;
  }
}
