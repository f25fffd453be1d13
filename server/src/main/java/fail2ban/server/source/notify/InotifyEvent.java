package fail2ban.server.source.notify;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of the kernel's queue.
 *
 * @param watch the number that {@code inotify_add_watch} gave, -1 when the queue overflowed
 * @param mask what happened, bits of {@code IN_…}
 * @param name the directory's entry, empty when the watched path itself is meant
 */
record InotifyEvent(int watch, int mask, String name) {

  static final int IN_MODIFY = 0x2;
  static final int IN_ATTRIB = 0x4;
  static final int IN_MOVED_FROM = 0x40;
  static final int IN_MOVED_TO = 0x80;
  static final int IN_CREATE = 0x100;
  static final int IN_DELETE = 0x200;
  static final int IN_DELETE_SELF = 0x400;
  static final int IN_MOVE_SELF = 0x800;
  static final int IN_IGNORED = 0x8000;
  static final int IN_Q_OVERFLOW = 0x4000;
  static final int IN_ONLYDIR = 0x01000000;

  private static final int HEADER = 16;

  /** True if the kernel dropped events: anything may have changed. */
  boolean overflow() {
    return (mask & IN_Q_OVERFLOW) != 0;
  }

  /** True if the kernel ended the watch, because its file or file system is gone. */
  boolean ended() {
    return (mask & IN_IGNORED) != 0;
  }

  static List<InotifyEvent> parse(MemorySegment buffer, int length) {
    List<InotifyEvent> events = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= length) {
      int nameLength = buffer.get(ValueLayout.JAVA_INT, at + 12L);
      events.add(
          new InotifyEvent(
              buffer.get(ValueLayout.JAVA_INT, at),
              buffer.get(ValueLayout.JAVA_INT, at + 4L),
              nameLength == 0 ? "" : buffer.getString(at + HEADER, StandardCharsets.UTF_8)));
      at += HEADER + nameLength;
    }
    return events;
  }
}
