package fail2ban.server.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The marks of the lines that jails have read last of one content. They are far smaller than the
 * lines: a jail that lags behind reads its lines again, but finds their marks here. Bounded; safe
 * on any thread.
 */
final class MarkedChunks {

  /** At 256 KiB and some 2,000 lines each: the marks of 64 MiB in 4 MiB. */
  private static final int MOST = 256;

  private final Map<Long, Marked> byStart = new LinkedHashMap<>();
  private final DatedChunks dated = new DatedChunks();

  /** The marks of one chunk; whoever asks first works them out, others sleep until they are. */
  private static final class Marked {

    private final ReentrantLock lock = new ReentrantLock();
    private int length;
    private @Nullable LineMarks by;
    private long[] marks = {};

    long[] of(Chunk chunk, LineMarks wanted) {
      lock.lock();
      try {
        if (!wanted.equals(by) || length != chunk.length()) {
          marks = chunk.marked(wanted);
          by = wanted;
          length = chunk.length();
        }
        return marks;
      } finally {
        lock.unlock();
      }
    }
  }

  /** A mark for each line. Nobody writes to it. */
  long[] of(Chunk chunk, LineMarks by) {
    return entry(chunk.start()).of(chunk, by);
  }

  DatedChunks dated() {
    return dated;
  }

  private synchronized Marked entry(long start) {
    Marked known = byStart.get(start);
    if (known != null) {
      return known;
    }
    if (byStart.size() == MOST) {
      byStart.remove(byStart.keySet().iterator().next());
    }
    var marked = new Marked();
    byStart.put(start, marked);
    return marked;
  }
}
