package fail2ban.server.count;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a jail has read since it was created. Written by the jail's thread (the time to a ban by
 * those of its actions), read by any.
 */
public final class JailCounters {

  private final LongAdder lines = new LongAdder();
  private final LongAdder undecodable = new LongAdder();
  private final LongAdder undated = new LongAdder();
  private final Durations lineToBan = new Durations();
  private final Map<String, Place> sources = new ConcurrentHashMap<>();
  private volatile long givenUp;

  /**
   * How far a source is read.
   *
   * @param offset in bytes, of files; something else of the journal
   * @param readAt when, in milliseconds since 1970
   * @param lines of it so far
   */
  public record Place(long offset, long readAt, long lines) {}

  /** A batch is read. */
  public void read(String source, int count, long offset, long now) {
    lines.add(count);
    Place before = sources.get(source);
    sources.put(source, new Place(offset, now, count + (before == null ? 0 : before.lines())));
  }

  /** A line held bytes that its encoding does not know. */
  public void undecodable() {
    undecodable.increment();
  }

  /** A line matched, but has no date to hold it against. */
  public void undated() {
    undated.increment();
  }

  /**
   * @param searches that ran out of steps until now
   */
  public void givenUp(long searches) {
    givenUp = searches;
  }

  public long lines() {
    return lines.sum();
  }

  public long undecodableLines() {
    return undecodable.sum();
  }

  public long undatedLines() {
    return undated.sum();
  }

  public long givenUp() {
    return givenUp;
  }

  /** From the reading of a line to the end of an action's command that bans because of it. */
  public Durations lineToBan() {
    return lineToBan;
  }

  /** Only sources that something was read of; also those that are not watched any more. */
  public Map<String, Place> sources() {
    return Map.copyOf(sources);
  }
}
