package fail2ban.server.count;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long something took, how often. Safe on any thread. */
public final class Durations {

  /** Upper ends of the classes, in seconds; what is longer than the last has one of its own. */
  public static final List<Double> BOUNDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0);

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<LongAdder> classes =
      Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toList();

  private final LongAdder nanos = new LongAdder();

  /**
   * What was recorded until some moment.
   *
   * @param counts in each class, the one beyond the bounds last; not summed up
   * @param seconds all durations together
   */
  public record Recorded(List<Long> counts, double seconds) {
    public Recorded {
      counts = List.copyOf(counts);
    }

    public long count() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Records the same duration for as many things as were done together. */
  public void record(long took, int times) {
    int index = 0;
    while (index < BOUNDS.size() && took > BOUNDS.get(index) * NANOS) {
      index++;
    }
    classes.get(index).add(times);
    nanos.add(took * times);
  }

  public Recorded recorded() {
    return new Recorded(classes.stream().map(LongAdder::sum).toList(), nanos.sum() / NANOS);
  }
}
