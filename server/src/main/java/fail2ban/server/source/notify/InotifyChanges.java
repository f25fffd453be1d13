package fail2ban.server.source.notify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Linux's inotify. Watches may be added and removed on any thread; {@link #await} and {@link
 * #close} belong to one thread.
 *
 * <p>The kernel gives the same number to every watch of the same file, so several listeners share
 * one. The thread waits in {@code poll}, never in {@code read}, and is woken through an event
 * counter: nothing is ever closed while somebody waits on it.
 */
public final class InotifyChanges implements Changes {

  private static final int NON_BLOCKING_CLOSE_ON_EXEC = 0x80800;
  private static final int FILE =
      InotifyEvent.IN_MODIFY
          | InotifyEvent.IN_ATTRIB
          | InotifyEvent.IN_DELETE_SELF
          | InotifyEvent.IN_MOVE_SELF;
  private static final int DIRECTORY =
      InotifyEvent.IN_CREATE
          | InotifyEvent.IN_MOVED_TO
          | InotifyEvent.IN_MOVED_FROM
          | InotifyEvent.IN_DELETE
          | InotifyEvent.IN_DELETE_SELF
          | InotifyEvent.IN_MOVE_SELF
          | InotifyEvent.IN_ONLYDIR;
  private static final int POLL_ENTRY = 8;
  private static final short POLLIN = 1;
  private static final int QUEUE_BYTES = 64 * 1024;

  private final InotifyLibrary library;
  private final int queue;
  private final int wakes;
  private final Map<Integer, List<Listener>> listeners = new HashMap<>();
  private boolean closed;

  // Left to the collector: these are in use by whoever waits, and closing them could not wait.
  private final MemorySegment polled = Arena.ofAuto().allocate(2L * POLL_ENTRY, 8);
  private final MemorySegment events = Arena.ofAuto().allocate(QUEUE_BYTES, 8);
  private final MemorySegment counter = Arena.ofAuto().allocate(8, 8);

  private InotifyChanges(InotifyLibrary library, int queue, int wakes) {
    this.library = library;
    this.queue = queue;
    this.wakes = wakes;
    pollEntry(0, wakes);
    pollEntry(POLL_ENTRY, queue);
  }

  /**
   * @throws IOException if this system has no inotify or gives no more instances of it
   */
  public static InotifyChanges open() throws IOException {
    InotifyLibrary library = load();
    int queue = library.inotify(NON_BLOCKING_CLOSE_ON_EXEC);
    try {
      return new InotifyChanges(library, queue, library.eventCounter(NON_BLOCKING_CLOSE_ON_EXEC));
    } catch (IOException failure) {
      library.close(queue);
      throw failure;
    }
  }

  private static InotifyLibrary load() throws IOException {
    try {
      return new InotifyLibrary();
    } catch (RuntimeException | LinkageError failure) {
      throw new IOException("no inotify on this system", failure);
    }
  }

  private void pollEntry(int at, int descriptor) {
    polled.set(ValueLayout.JAVA_INT, at, descriptor);
    polled.set(ValueLayout.JAVA_SHORT, at + 4L, POLLIN);
  }

  @Override
  public Watch watchFile(Path file, Listener listener) throws IOException {
    return watch(file, FILE, listener);
  }

  @Override
  public Watch watchDirectory(Path directory, Listener listener) throws IOException {
    return watch(directory, DIRECTORY, listener);
  }

  private synchronized Watch watch(Path path, int mask, Listener listener) throws IOException {
    if (closed) {
      return () -> {};
    }
    int number = library.addWatch(queue, path.toString(), mask);
    listeners.computeIfAbsent(number, _ -> new ArrayList<>()).add(listener);
    return () -> remove(number, listener);
  }

  private synchronized void remove(int number, Listener listener) {
    List<Listener> left = listeners.get(number);
    if (closed || left == null || !left.remove(listener) || !left.isEmpty()) {
      return;
    }
    listeners.remove(number);
    try {
      library.removeWatch(queue, number);
    } catch (IOException alreadyEnded) {
      // The kernel ended it by itself, its file being gone; the event for that is on the way.
      return;
    }
  }

  @Override
  public void await(Duration atMost) {
    if (poll(2, atMost)) {
      drainWakes();
      drainEvents();
    }
  }

  @Override
  public void rest(Duration atMost) {
    if (poll(1, atMost)) {
      drainWakes();
    }
  }

  private boolean poll(int entries, Duration atMost) {
    long milliseconds = Math.clamp(atMost.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
    try {
      return library.poll(polled, entries, (int) milliseconds) > 0;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void drainWakes() {
    read(wakes, counter);
  }

  private void drainEvents() {
    // One reading a wait: a writer at full speed must not keep us here.
    InotifyEvent.parse(events, read(queue, events)).forEach(this::tell);
  }

  private int read(int descriptor, MemorySegment into) {
    try {
      return library.read(descriptor, into);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void tell(InotifyEvent event) {
    for (Listener listener : concerned(event)) {
      listener.changed(event.name());
    }
  }

  private synchronized List<Listener> concerned(InotifyEvent event) {
    if (event.overflow()) {
      return listeners.values().stream().flatMap(List::stream).toList();
    }
    List<Listener> those =
        event.ended() ? listeners.remove(event.watch()) : listeners.get(event.watch());
    return those == null ? List.of() : List.copyOf(those);
  }

  @Override
  public void wake() {
    synchronized (this) {
      if (!closed) {
        raise();
      }
    }
  }

  private void raise() {
    try (Arena arena = Arena.ofConfined()) {
      library.write(wakes, arena.allocateFrom(ValueLayout.JAVA_LONG, 1L));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    listeners.clear();
    closeQuietly(queue);
    closeQuietly(wakes);
  }

  private void closeQuietly(int descriptor) {
    try {
      library.close(descriptor);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
