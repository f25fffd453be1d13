package fail2ban.server.source.journal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A journal opened by libsystemd, with a place in it. Belongs to the thread that opened it, {@link
 * #close} too; after that it must not be used.
 */
final class NativeJournal implements AutoCloseable {

  /** Only what the system's services and the kernel log: fail2ban's default. */
  private static final int SYSTEM_ONLY = 4;

  /** The flags that opening a directory allows: this user's, the system's, a whole file tree. */
  private static final int FLAGS_OF_DIRECTORY = 4 | 8 | 16;

  /** Longer fields are cut there. */
  private static final int LONGEST_FIELD = 1 << 20;

  private static final long BOOT_ID_BYTES = 16;
  private final Libsystemd library;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment first = arena.allocate(ADDRESS);
  private final MemorySegment second = arena.allocate(JAVA_LONG);
  private final MemorySegment bootId = arena.allocate(BOOT_ID_BYTES);
  private final Wanted[] wanted;
  private MemorySegment journal = MemorySegment.NULL;

  private NativeJournal(Libsystemd library) {
    this.library = library;
    this.wanted = Arrays.stream(EntryField.values()).map(this::wanted).toArray(Wanted[]::new);
  }

  /**
   * A field that is read. Its first four bytes tell nearly all others apart, which is what an
   * entry's twenty fields are looked through by.
   *
   * @param prefix what its data begins with
   */
  private record Wanted(EntryField field, int start, MemorySegment prefix) {

    boolean begins(MemorySegment data) {
      long length = prefix.byteSize();
      return data.byteSize() >= length
          && MemorySegment.mismatch(data, 0, length, prefix, 0, length) < 0;
    }
  }

  private Wanted wanted(EntryField field) {
    MemorySegment prefix = arena.allocateFrom(JAVA_BYTE, field.prefix());
    return new Wanted(field, prefix.get(JAVA_INT_UNALIGNED, 0), prefix);
  }

  /**
   * Opens a journal, with no place in it yet.
   *
   * @param files that the place's patterns stand for now; empty for a place without
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static NativeJournal open(
      Libsystemd library, JournalPlace place, List<Path> files, JournalMatches matches)
      throws IOException {
    var opened = new NativeJournal(library);
    try {
      opened.openPlace(place, files);
      opened.match(matches);
      check(library.setThreshold(opened.journal, LONGEST_FIELD), "limit");
      return opened;
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  private void openPlace(JournalPlace place, List<Path> files) throws IOException {
    String what = "the journal " + place.name();
    int flags = place.flags().orElse(SYSTEM_ONLY);
    if (place.directory().isPresent()) {
      MemorySegment path = arena.allocateFrom(place.directory().get().toString());
      int allowed = place.flags().orElse(0) & FLAGS_OF_DIRECTORY;
      check(library.openDirectory(first, path, allowed), what);
    } else if (!place.files().isEmpty()) {
      check(library.openFiles(first, texts(files)), what);
    } else if (place.namespace().isPresent()) {
      MemorySegment name = arena.allocateFrom(place.namespace().get());
      check(library.openNamespace(first, name, flags), what);
    } else {
      check(library.open(first, flags), what);
    }
    journal = first.get(ADDRESS, 0);
  }

  private MemorySegment texts(List<Path> files) {
    MemorySegment texts = arena.allocate(ADDRESS, files.size() + 1L);
    for (int index = 0; index < files.size(); index++) {
      texts.setAtIndex(ADDRESS, index, arena.allocateFrom(files.get(index).toString()));
    }
    return texts;
  }

  private void match(JournalMatches matches) throws IOException {
    try (Arena terms = Arena.ofConfined()) {
      for (List<String> alternative : matches.alternatives()) {
        for (String term : alternative) {
          MemorySegment text = terms.allocateFrom(JAVA_BYTE, term.getBytes(StandardCharsets.UTF_8));
          check(library.addMatch(journal, text, text.byteSize()), "match " + term);
        }
        check(library.addDisjunction(journal), "+");
      }
    }
  }

  void seekHead() throws IOException {
    check(library.seekHead(journal), "seek");
  }

  void seek(long micros) throws IOException {
    check(library.seekRealtime(journal, micros), "seek");
  }

  /** False if the text is no cursor. */
  boolean seek(String cursor) {
    try (Arena text = Arena.ofConfined()) {
      return library.seekCursor(journal, text.allocateFrom(cursor)) >= 0;
    }
  }

  /** Goes to the next entry; false, and stays, if there is none now. */
  boolean next() throws IOException {
    return check(library.next(journal), "next") > 0;
  }

  /** True if the entry here is the one that the cursor names. */
  boolean isAt(String cursor) throws IOException {
    try (Arena text = Arena.ofConfined()) {
      return check(library.testCursor(journal, text.allocateFrom(cursor)), "cursor") > 0;
    }
  }

  /** The name of the entry here. */
  String cursor() throws IOException {
    check(library.cursor(journal, first), "cursor");
    MemorySegment text = first.get(ADDRESS, 0);
    try {
      return text.reinterpret(Long.MAX_VALUE).getString(0);
    } finally {
      library.free(text);
    }
  }

  /** Microseconds since 1970. */
  long realtime() throws IOException {
    check(library.realtime(journal, second), "time");
    return second.get(JAVA_LONG, 0);
  }

  /** Microseconds since boot; 0 if unknown. */
  long monotonic() {
    int result = library.monotonic(journal, second, bootId);
    return result < 0 ? 0 : second.get(JAVA_LONG, 0);
  }

  /** Takes what lines are made of from the entry here. */
  void readInto(EntryFields fields) throws IOException {
    fields.clear();
    library.restartData(journal);
    while (check(library.enumerateData(journal, first, second), "data") > 0) {
      long size = second.get(JAVA_LONG, 0);
      if (size >= Integer.BYTES) {
        take(first.get(ADDRESS, 0).reinterpret(size), fields);
      }
    }
  }

  private void take(MemorySegment data, EntryFields fields) {
    int start = data.get(JAVA_INT_UNALIGNED, 0);
    for (Wanted each : wanted) {
      if (each.start() == start && each.begins(data)) {
        long from = each.prefix().byteSize();
        long length = Math.min(data.byteSize() - from, LONGEST_FIELD);
        fields.put(each.field(), data.asSlice(from, length).toArray(JAVA_BYTE));
        return;
      }
    }
  }

  /** Waits for news; what came is a number of the library's: 0 nothing, 1 entries, 2 files. */
  int await(Duration atMost) throws IOException {
    return check(library.await(journal, atMost.toNanos() / 1000), "wait");
  }

  @Override
  public void close() {
    if (!journal.equals(MemorySegment.NULL)) {
      library.close(journal);
      journal = MemorySegment.NULL;
    }
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private static int check(int number, String what) throws IOException {
    return JournalErrors.check(number, what);
  }
}
