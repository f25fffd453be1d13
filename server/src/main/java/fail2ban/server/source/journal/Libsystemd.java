package fail2ban.server.source.journal;

import fail2ban.server.libc.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The functions of {@code libsystemd.so.0} that reading a journal needs; each gives what C gives,
 * errors as negative numbers. Safe on any thread; what is done to one journal must be done on one.
 */
final class Libsystemd {

  private static final String FILE = "libsystemd.so.0";

  private final SymbolLookup library;
  private final NativeFunction open;
  private final NativeFunction openNamespace;
  private final NativeFunction openDirectory;
  private final NativeFunction openFiles;
  private final NativeFunction close;
  private final NativeFunction addMatch;
  private final NativeFunction addDisjunction;
  private final NativeFunction setThreshold;
  private final NativeFunction seekHead;
  private final NativeFunction seekRealtime;
  private final NativeFunction seekCursor;
  private final NativeFunction testCursor;
  private final NativeFunction cursor;
  private final NativeFunction next;
  private final NativeFunction realtime;
  private final NativeFunction monotonic;
  private final NativeFunction restartData;
  private final NativeFunction enumerateData;
  private final NativeFunction await;
  private final NativeFunction free;

  private Libsystemd(SymbolLookup library) {
    this.library = library;
    this.open = function("sd_journal_open");
    this.openNamespace = function("sd_journal_open_namespace");
    this.openDirectory = function("sd_journal_open_directory");
    this.openFiles = function("sd_journal_open_files");
    this.close = function("sd_journal_close");
    this.addMatch = function("sd_journal_add_match");
    this.addDisjunction = function("sd_journal_add_disjunction");
    this.setThreshold = function("sd_journal_set_data_threshold");
    this.seekHead = function("sd_journal_seek_head");
    this.seekRealtime = function("sd_journal_seek_realtime_usec");
    this.seekCursor = function("sd_journal_seek_cursor");
    this.testCursor = function("sd_journal_test_cursor");
    this.cursor = function("sd_journal_get_cursor");
    this.next = function("sd_journal_next");
    this.realtime = function("sd_journal_get_realtime_usec");
    this.monotonic = function("sd_journal_get_monotonic_usec");
    this.restartData = function("sd_journal_restart_data");
    this.enumerateData = function("sd_journal_enumerate_available_data");
    this.await = function("sd_journal_wait");
    this.free = NativeFunction.returningInt("free");
  }

  /** Empty where the library is not installed, or is older than systemd 246. */
  static Optional<Libsystemd> load() {
    try {
      return Optional.of(new Libsystemd(SymbolLookup.libraryLookup(FILE, Arena.global())));
    } catch (IllegalArgumentException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private NativeFunction function(String name) {
    return NativeFunction.returningInt(library.findOrThrow(name));
  }

  int open(MemorySegment result, int flags) {
    return (int) open.call(result.address(), flags);
  }

  int openNamespace(MemorySegment result, MemorySegment name, int flags) {
    return (int) openNamespace.call(result.address(), name.address(), flags);
  }

  int openDirectory(MemorySegment result, MemorySegment path, int flags) {
    return (int) openDirectory.call(result.address(), path.address(), flags);
  }

  /**
   * @param paths addresses of texts, the last one null
   */
  int openFiles(MemorySegment result, MemorySegment paths) {
    return (int) openFiles.call(result.address(), paths.address(), 0);
  }

  void close(MemorySegment journal) {
    close.call(journal.address());
  }

  int addMatch(MemorySegment journal, MemorySegment term, long size) {
    return (int) addMatch.call(journal.address(), term.address(), size);
  }

  int addDisjunction(MemorySegment journal) {
    return (int) addDisjunction.call(journal.address());
  }

  int setThreshold(MemorySegment journal, long bytes) {
    return (int) setThreshold.call(journal.address(), bytes);
  }

  int seekHead(MemorySegment journal) {
    return (int) seekHead.call(journal.address());
  }

  int seekRealtime(MemorySegment journal, long micros) {
    return (int) seekRealtime.call(journal.address(), micros);
  }

  int seekCursor(MemorySegment journal, MemorySegment text) {
    return (int) seekCursor.call(journal.address(), text.address());
  }

  int testCursor(MemorySegment journal, MemorySegment text) {
    return (int) testCursor.call(journal.address(), text.address());
  }

  /** The text is the caller's to {@link #free}. */
  int cursor(MemorySegment journal, MemorySegment result) {
    return (int) cursor.call(journal.address(), result.address());
  }

  int next(MemorySegment journal) {
    return (int) next.call(journal.address());
  }

  int realtime(MemorySegment journal, MemorySegment result) {
    return (int) realtime.call(journal.address(), result.address());
  }

  int monotonic(MemorySegment journal, MemorySegment result, MemorySegment boot) {
    return (int) monotonic.call(journal.address(), result.address(), boot.address());
  }

  void restartData(MemorySegment journal) {
    restartData.call(journal.address());
  }

  int enumerateData(MemorySegment journal, MemorySegment data, MemorySegment size) {
    return (int) enumerateData.call(journal.address(), data.address(), size.address());
  }

  int await(MemorySegment journal, long micros) {
    return (int) await.call(journal.address(), micros);
  }

  void free(MemorySegment memory) {
    free.call(memory.address());
  }
}
