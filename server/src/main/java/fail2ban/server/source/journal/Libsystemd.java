package fail2ban.server.source.journal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The functions of {@code libsystemd.so.0} that reading a journal needs; each gives what C gives,
 * errors as negative numbers. Safe on any thread; what is done to one journal must be done on one.
 */
final class Libsystemd {

  private static final String FILE = "libsystemd.so.0";

  private final SymbolLookup library;
  private final MethodHandle open;
  private final MethodHandle openNamespace;
  private final MethodHandle openDirectory;
  private final MethodHandle openFiles;
  private final MethodHandle close;
  private final MethodHandle addMatch;
  private final MethodHandle addDisjunction;
  private final MethodHandle setThreshold;
  private final MethodHandle seekHead;
  private final MethodHandle seekRealtime;
  private final MethodHandle seekCursor;
  private final MethodHandle testCursor;
  private final MethodHandle cursor;
  private final MethodHandle next;
  private final MethodHandle realtime;
  private final MethodHandle monotonic;
  private final MethodHandle restartData;
  private final MethodHandle enumerateData;
  private final MethodHandle await;
  private final MethodHandle free;

  private Libsystemd(SymbolLookup library) {
    this.library = library;
    this.open = number("sd_journal_open", ADDRESS, JAVA_INT);
    this.openNamespace = number("sd_journal_open_namespace", ADDRESS, ADDRESS, JAVA_INT);
    this.openDirectory = number("sd_journal_open_directory", ADDRESS, ADDRESS, JAVA_INT);
    this.openFiles = number("sd_journal_open_files", ADDRESS, ADDRESS, JAVA_INT);
    this.close = nothing("sd_journal_close");
    this.addMatch = number("sd_journal_add_match", ADDRESS, ADDRESS, JAVA_LONG);
    this.addDisjunction = number("sd_journal_add_disjunction", ADDRESS);
    this.setThreshold = number("sd_journal_set_data_threshold", ADDRESS, JAVA_LONG);
    this.seekHead = number("sd_journal_seek_head", ADDRESS);
    this.seekRealtime = number("sd_journal_seek_realtime_usec", ADDRESS, JAVA_LONG);
    this.seekCursor = number("sd_journal_seek_cursor", ADDRESS, ADDRESS);
    this.testCursor = number("sd_journal_test_cursor", ADDRESS, ADDRESS);
    this.cursor = number("sd_journal_get_cursor", ADDRESS, ADDRESS);
    this.next = number("sd_journal_next", ADDRESS);
    this.realtime = number("sd_journal_get_realtime_usec", ADDRESS, ADDRESS);
    this.monotonic = number("sd_journal_get_monotonic_usec", ADDRESS, ADDRESS, ADDRESS);
    this.restartData = nothing("sd_journal_restart_data");
    this.enumerateData = number("sd_journal_enumerate_available_data", ADDRESS, ADDRESS, ADDRESS);
    this.await = number("sd_journal_wait", ADDRESS, JAVA_LONG);
    this.free =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("free"),
                FunctionDescriptor.ofVoid(ADDRESS));
  }

  /** Empty where the library is not installed, or is older than systemd 246. */
  static Optional<Libsystemd> load() {
    try {
      return Optional.of(new Libsystemd(SymbolLookup.libraryLookup(FILE, Arena.global())));
    } catch (IllegalArgumentException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  private MethodHandle number(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private MethodHandle nothing(String name) {
    return handle(name, FunctionDescriptor.ofVoid(ADDRESS));
  }

  private MethodHandle handle(String name, FunctionDescriptor signature) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), signature);
  }

  int open(MemorySegment result, int flags) {
    return run(() -> (int) open.invokeExact(result, flags));
  }

  int openNamespace(MemorySegment result, MemorySegment name, int flags) {
    return run(() -> (int) openNamespace.invokeExact(result, name, flags));
  }

  int openDirectory(MemorySegment result, MemorySegment path, int flags) {
    return run(() -> (int) openDirectory.invokeExact(result, path, flags));
  }

  /**
   * @param paths addresses of texts, the last one null
   */
  int openFiles(MemorySegment result, MemorySegment paths) {
    return run(() -> (int) openFiles.invokeExact(result, paths, 0));
  }

  void close(MemorySegment journal) {
    runQuietly(() -> {
      close.invokeExact(journal);
    });
  }

  int addMatch(MemorySegment journal, MemorySegment term, long size) {
    return run(() -> (int) addMatch.invokeExact(journal, term, size));
  }

  int addDisjunction(MemorySegment journal) {
    return run(() -> (int) addDisjunction.invokeExact(journal));
  }

  int setThreshold(MemorySegment journal, long bytes) {
    return run(() -> (int) setThreshold.invokeExact(journal, bytes));
  }

  int seekHead(MemorySegment journal) {
    return run(() -> (int) seekHead.invokeExact(journal));
  }

  int seekRealtime(MemorySegment journal, long micros) {
    return run(() -> (int) seekRealtime.invokeExact(journal, micros));
  }

  int seekCursor(MemorySegment journal, MemorySegment text) {
    return run(() -> (int) seekCursor.invokeExact(journal, text));
  }

  int testCursor(MemorySegment journal, MemorySegment text) {
    return run(() -> (int) testCursor.invokeExact(journal, text));
  }

  /** The text is the caller's to {@link #free}. */
  int cursor(MemorySegment journal, MemorySegment result) {
    return run(() -> (int) cursor.invokeExact(journal, result));
  }

  int next(MemorySegment journal) {
    return run(() -> (int) next.invokeExact(journal));
  }

  int realtime(MemorySegment journal, MemorySegment result) {
    return run(() -> (int) realtime.invokeExact(journal, result));
  }

  int monotonic(MemorySegment journal, MemorySegment result, MemorySegment boot) {
    return run(() -> (int) monotonic.invokeExact(journal, result, boot));
  }

  void restartData(MemorySegment journal) {
    runQuietly(() -> {
      restartData.invokeExact(journal);
    });
  }

  int enumerateData(MemorySegment journal, MemorySegment data, MemorySegment size) {
    return run(() -> (int) enumerateData.invokeExact(journal, data, size));
  }

  int await(MemorySegment journal, long micros) {
    return run(() -> (int) await.invokeExact(journal, micros));
  }

  void free(MemorySegment memory) {
    runQuietly(() -> {
      free.invokeExact(memory);
    });
  }

  private interface Call {
    int run() throws Throwable;
  }

  private interface QuietCall {
    void run() throws Throwable;
  }

  private static int run(Call call) {
    try {
      return call.run();
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void runQuietly(QuietCall call) {
    var _ =
        run(() -> {
          call.run();
          return 0;
        });
  }
}
