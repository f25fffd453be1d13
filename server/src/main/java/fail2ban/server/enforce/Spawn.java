package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import fail2ban.server.libc.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
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

  private static final NativeFunction SPAWN = NativeFunction.returningInt("posix_spawn");
  private static final NativeFunction ATTRIBUTES_INIT =
      NativeFunction.returningInt("posix_spawnattr_init");
  private static final NativeFunction ATTRIBUTES_FLAGS =
      NativeFunction.returningInt("posix_spawnattr_setflags");
  private static final NativeFunction ACTIONS_INIT =
      NativeFunction.returningInt("posix_spawn_file_actions_init");
  private static final NativeFunction ACTIONS_DESTROY =
      NativeFunction.returningInt("posix_spawn_file_actions_destroy");
  private static final NativeFunction ACTIONS_OPEN =
      NativeFunction.returningInt("posix_spawn_file_actions_addopen");
  private static final NativeFunction ACTIONS_DUP =
      NativeFunction.returningInt("posix_spawn_file_actions_adddup2");

  /** Not in every C library; without it the child keeps what was not marked as private. */
  private static final Optional<NativeFunction> ACTIONS_CLOSE_FROM =
      NativeFunction.optional("posix_spawn_file_actions_addclosefrom_np");

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
      long errno =
          SPAWN.call(
              pid.address(),
              path.address(),
              actions.address(),
              attributes.address(),
              argv.address(),
              environment.address());
      ACTIONS_DESTROY.call(actions.address());
      return new Started(errno == 0 ? pid.get(JAVA_INT, 0) : 0, (int) errno);
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
  private static MemorySegment attributes(Arena arena) {
    MemorySegment attributes = arena.allocate(OPAQUE, Long.BYTES);
    ATTRIBUTES_INIT.call(attributes.address());
    ATTRIBUTES_FLAGS.call(attributes.address(), SETSID | SETSIGMASK);
    return attributes;
  }

  private static MemorySegment actions(Streams streams, Arena arena) {
    MemorySegment actions = arena.allocate(OPAQUE, Long.BYTES);
    ACTIONS_INIT.call(actions.address());
    if (streams.stdin() == NOTHING) {
      ACTIONS_OPEN.call(actions.address(), 0, arena.allocateFrom("/dev/null").address(), 0, 0);
    } else {
      ACTIONS_DUP.call(actions.address(), streams.stdin(), 0);
    }
    ACTIONS_DUP.call(actions.address(), streams.stdout(), 1);
    ACTIONS_DUP.call(actions.address(), streams.stderr(), 2);
    ACTIONS_CLOSE_FROM.ifPresent(close -> close.call(actions.address(), FIRST_PRIVATE));
    return actions;
  }
}
