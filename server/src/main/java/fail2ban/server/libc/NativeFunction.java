package fail2ban.server.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * A function of a C library that takes up to six numbers or addresses and returns a number.
 *
 * <p>All of them are called in one shape: six machine words in, one out. The JVM writes code for
 * each shape of call when it first meets it, and a dozen shapes were a fifth of all the work of the
 * server's start. On the processors that Linux runs on, words beyond those that a function takes
 * are not looked at, and a C {@code int} is a sign-extended word, as Java makes it.
 *
 * <p>Immutable, safe on any thread. An address is a plain number here: the caller keeps the arena
 * that it points into open until the call has returned.
 */
public final class NativeFunction {

  private static final int WORDS = 6;
  private static final long FAILED = -1;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE);

  /** What becomes of {@code errno} must be taken before the JVM itself calls something. */
  private static final class WithErrno {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final MethodHandle CALL =
        LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
  }

  private enum Returns {
    INT,
    LONG
  }

  private final MemorySegment function;
  private final Returns returns;

  private NativeFunction(MemorySegment function, Returns returns) {
    this.function = function;
    this.returns = returns;
  }

  /**
   * A function of the C library that returns an {@code int}.
   *
   * @throws UnsatisfiedLinkError if the C library lacks it
   */
  public static NativeFunction returningInt(String name) {
    return optional(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
  }

  /** As {@link #returningInt}, of what not every C library has. */
  public static Optional<NativeFunction> optional(String name) {
    return LINKER.defaultLookup().find(name).map(NativeFunction::returningInt);
  }

  /** The function of any library that begins there. */
  public static NativeFunction returningInt(MemorySegment function) {
    return new NativeFunction(function, Returns.INT);
  }

  /** A function of the C library that returns a {@code long} or a {@code ssize_t}. */
  public static NativeFunction returningLong(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .map(found -> new NativeFunction(found, Returns.LONG))
        .orElseThrow(() -> new UnsatisfiedLinkError(name));
  }

  /** Returns what the function returns; of one that returns nothing, anything. */
  public long call(long... arguments) {
    long[] words = words(arguments);
    try {
      return result(
          (long)
              CALL.invokeExact(
                  function, words[0], words[1], words[2], words[3], words[4], words[5]));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** For a function that fails with -1: returns minus the errno then, as the kernel itself does. */
  public long callOrErrno(long... arguments) {
    long[] words = words(arguments);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(WithErrno.STATE);
      long result =
          result(
              (long)
                  WithErrno.CALL.invokeExact(
                      function, state, words[0], words[1], words[2], words[3], words[4], words[5]));
      return result == FAILED ? -state.get(JAVA_INT, 0) : result;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The upper half of a word that holds an {@code int} may be anything. */
  private long result(long word) {
    return switch (returns) {
      case INT -> (int) word;
      case LONG -> word;
    };
  }

  private static long[] words(long[] arguments) {
    if (arguments.length > WORDS) {
      throw new IllegalArgumentException(arguments.length + " arguments");
    }
    return Arrays.copyOf(arguments, WORDS);
  }

  /** What a call cannot throw by contract, but the compiler cannot know. */
  private static AssertionError unexpected(Throwable failure) {
    return new AssertionError("call into a C library", failure);
  }
}
