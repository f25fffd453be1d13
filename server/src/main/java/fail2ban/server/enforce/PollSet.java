package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The descriptors that a thread waits for at once. Used by that thread. */
final class PollSet {

  private static final short POLLIN = 1;
  private static final int POLLFD_SIZE = 8;
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;

  private final int size;
  private final MemorySegment descriptors;

  PollSet(int size, Arena arena) {
    this.size = size;
    this.descriptors = arena.allocate((long) size * POLLFD_SIZE, 4);
  }

  /** Waits until one has something to read or has ended; negative ones are left out. */
  void poll(int millis, int... watched) {
    for (int slot = 0; slot < size; slot++) {
      long at = (long) slot * POLLFD_SIZE;
      descriptors.set(JAVA_INT, at, watched[slot]);
      descriptors.set(JAVA_SHORT, at + EVENTS, POLLIN);
      descriptors.set(JAVA_SHORT, at + REVENTS, (short) 0);
    }
    Posix.poll(descriptors, size, millis);
  }

  boolean isReady(int slot) {
    return descriptors.get(JAVA_SHORT, (long) slot * POLLFD_SIZE + REVENTS) != 0;
  }
}
