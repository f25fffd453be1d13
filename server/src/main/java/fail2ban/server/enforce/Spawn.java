package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code posix_spawn}: starts a program as leader of a new session, with the streams given and no
 * other descriptor of ours. One step from this process to the program, where the JDK's own way
 * takes a helper program and {@code setsid} another. Stateless, safe on any thread.
 */
final class Spawn {

  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;

  /** More than the C libraries' structures need. */
  private static final long OPAQUE = 1024;

  private static final int FIRST_PRIVATE = 3;

  static final int NOTHING = -1;

  private static final MethodHandle SPAWN =
      NativeFunction.required("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle ATTRIBUTES_INIT =
      NativeFunction.required("posix_spawnattr_init", ADDRESS);
  private static final MethodHandle ATTRIBUTES_FLAGS =
      NativeFunction.required("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
  private static final MethodHandle ACTIONS_INIT =
      NativeFunction.required("posix_spawn_file_actions_init", ADDRESS);
  private static final MethodHandle ACTIONS_DESTROY =
      NativeFunction.required("posix_spawn_file_actions_destroy", ADDRESS);
  private static final MethodHandle ACTIONS_OPEN =
      NativeFunction.required(
          "posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACTIONS_DUP =
      NativeFunction.required("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);

  /** Not in every C library; without it the child keeps what was not marked as private. */
  private static final Optional<MethodHandle> ACTIONS_CLOSE_FROM =
      NativeFunction.optional("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);

  private Spawn() {}

  /**
   * Our descriptors for a program's streams.
   *
   * @param stdin {@link #NOTHING} if there is nothing to read
   */
  record Streams(int stdin, int stdout, int stderr) {}

  /** A started process, or the errno that says why there is none; then the id is 0. */
  record Started(int pid, int errno) {}

  /**
   * @param words the program's path and its arguments, encoded as UTF-8
   * @param environment from {@link #strings}
   */
  static Started start(List<String> words, MemorySegment environment, Streams streams) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pid = arena.allocate(JAVA_INT);
      MemorySegment argv = strings(words, StandardCharsets.UTF_8, arena);
      MemorySegment path = argv.getAtIndex(ADDRESS, 0);
      MemorySegment attributes = attributes(arena);
      MemorySegment actions = actions(streams, arena);
      int errno = (int) SPAWN.invokeExact(pid, path, actions, attributes, argv, environment);
      int _ = (int) ACTIONS_DESTROY.invokeExact(actions);
      return new Started(errno == 0 ? pid.get(JAVA_INT, 0) : 0, errno);
    } catch (Throwable e) {
      throw NativeFunction.unexpected(e);
    }
  }

  /** A null-terminated array of C strings. */
  static MemorySegment strings(List<String> texts, Charset charset, SegmentAllocator memory) {
    MemorySegment array = memory.allocate(ADDRESS, texts.size() + 1L);
    for (int index = 0; index < texts.size(); index++) {
      array.setAtIndex(ADDRESS, index, memory.allocateFrom(texts.get(index), charset));
    }
    return array;
  }

  /** A new session, and no signal blocked, whatever the calling thread blocks. */
  private static MemorySegment attributes(Arena arena) throws Throwable {
    MemorySegment attributes = arena.allocate(OPAQUE, Long.BYTES);
    int _ = (int) ATTRIBUTES_INIT.invokeExact(attributes);
    int _ = (int) ATTRIBUTES_FLAGS.invokeExact(attributes, (short) (SETSID | SETSIGMASK));
    return attributes;
  }

  private static MemorySegment actions(Streams streams, Arena arena) throws Throwable {
    MemorySegment actions = arena.allocate(OPAQUE, Long.BYTES);
    int _ = (int) ACTIONS_INIT.invokeExact(actions);
    if (streams.stdin() == NOTHING) {
      MemorySegment nothing = arena.allocateFrom("/dev/null");
      int _ = (int) ACTIONS_OPEN.invokeExact(actions, 0, nothing, 0, 0);
    } else {
      int _ = (int) ACTIONS_DUP.invokeExact(actions, streams.stdin(), 0);
    }
    int _ = (int) ACTIONS_DUP.invokeExact(actions, streams.stdout(), 1);
    int _ = (int) ACTIONS_DUP.invokeExact(actions, streams.stderr(), 2);
    if (ACTIONS_CLOSE_FROM.isPresent()) {
      int _ = (int) ACTIONS_CLOSE_FROM.get().invokeExact(actions, FIRST_PRIVATE);
    }
    return actions;
  }
}
