package fail2ban.server.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last chunks read of one file, for the jails that come by later. Bounded; guarded by its
 * file's lock.
 */
final class ChunkCache {

  private final long capacity;
  private final Deque<Chunk> recent = new ArrayDeque<>();
  private long held;

  /**
   * @param capacity bytes to hold on to at most
   */
  ChunkCache(long capacity) {
    this.capacity = capacity;
  }

  /** A chunk in which a line begins at this offset. */
  Optional<Chunk> at(long offset, LineFraming framing) {
    for (Chunk chunk : recent) {
      if (chunk.framing() == framing && chunk.lineAt(offset) >= 0) {
        return Optional.of(chunk);
      }
    }
    return Optional.empty();
  }

  /** Takes in what is new; a jail that lags too far behind keeps its chunk for itself. */
  void keep(Chunk chunk) {
    if (chunk.end() <= end()) {
      return;
    }
    recent.addFirst(chunk);
    held += chunk.bytes().length;
    while (held > capacity) {
      held -= recent.removeLast().bytes().length;
    }
  }

  /** The end of what is held, 0 if nothing is. */
  long end() {
    return recent.stream().mapToLong(Chunk::end).max().orElse(0);
  }

  /** Lets go of what every jail has passed. */
  void dropBefore(long offset) {
    while (!recent.isEmpty() && recent.getLast().end() <= offset) {
      held -= recent.removeLast().bytes().length;
    }
  }
}
