package fail2ban.server.page.live;

import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.JailEvent;
import fail2ban.server.jail.Onlooker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest events of all jails. Who writes never waits for anybody: the oldest is overwritten,
 * read or not. Safe on any thread.
 */
public final class Feed implements Onlooker {

  private static final int KEPT = 4096;

  /**
   * @param number counted from 0 since the feed was made
   */
  public record Entry(long number, Instant time, String jail, JailEvent event) {}

  /**
   * What a reader gets at a time.
   *
   * @param missed how many events were gone before he came
   * @param next number to ask for next
   */
  public record Piece(long missed, List<Entry> entries, long next) {
    public Piece {
      entries = List.copyOf(entries);
    }
  }

  private final InstantSource clock;
  private final String epoch;
  private final AtomicLong end = new AtomicLong();
  private final AtomicReferenceArray<Entry> ring = new AtomicReferenceArray<>(KEPT);

  public Feed(InstantSource clock) {
    this.clock = clock;
    this.epoch = Long.toString(clock.millis(), Character.MAX_RADIX);
  }

  @Override
  public void saw(String jail, List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Tell(JailEvent event)) {
        long number = end.getAndIncrement();
        ring.set((int) (number % KEPT), new Entry(number, clock.instant(), jail, event));
      }
    }
  }

  /** Tells this feed from that of another run of the server, whose numbers mean other events. */
  String epoch() {
    return epoch;
  }

  /** The number that the next event will have. */
  long end() {
    return end.get();
  }

  Piece from(long number, int most) {
    long last = end.get();
    long first = Math.clamp(number, Math.max(0, last - KEPT), last);
    var entries = new ArrayList<Entry>();
    long next = first;
    while (next < last && entries.size() < most) {
      Entry entry = ring.get((int) (next % KEPT));
      if (entry == null || entry.number() < next) {
        break; // Its writer has the number and is about to put it here.
      }
      if (entry.number() == next) {
        entries.add(entry);
      }
      next++;
    }
    long missed = next - Math.min(number, next) - entries.size();
    return new Piece(missed, entries, next);
  }
}
