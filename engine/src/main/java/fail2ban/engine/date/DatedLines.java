package fail2ban.engine.date;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dates of some lines, one after the other, and what a {@link DateDetector} has learnt of them:
 * whoever would have found the same need not look. Immutable; any thread.
 */
public final class DatedLines {

  private static final int NO_DATE = -1;
  private static final int CHARACTERS = 128;

  private final int[] starts;
  private final int[] ends;
  private final @Nullable Instant[] times;
  private final Instant earliest;
  private final Instant latest;
  private final boolean readable;
  private final BitSet seams;
  private final DetectorMemory learnt;
  private final long givenUp;

  private DatedLines(Finder finder) {
    starts = finder.starts;
    ends = finder.ends;
    times = finder.times;
    earliest = finder.earliest;
    latest = finder.latest;
    readable = finder.readable;
    seams = finder.seams;
    learnt = finder.detector.memory();
    givenUp = finder.detector.givenUp() - finder.givenUpBefore;
  }

  /** Lets a detector find the dates of lines of nothing but ASCII. Belongs to one thread. */
  public static final class Finder {

    private final DateDetector detector;
    private final Instant now;
    private final long givenUpBefore;
    private final FoundDate found = new FoundDate();
    private final int[] starts;
    private final int[] ends;
    private final @Nullable Instant[] times;
    private final BitSet seams = new BitSet();
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;
    private boolean readable = true;
    private int size;

    /**
     * @param lines how many are going to be shown
     */
    public Finder(DateDetector detector, int lines, Instant now) {
      this.detector = detector;
      this.now = now;
      this.givenUpBefore = detector.givenUp();
      this.starts = new int[lines];
      this.ends = new int[lines];
      this.times = new @Nullable Instant[lines];
    }

    /** The next line. */
    public void see(byte[] bytes, int from, int to) {
      starts[size] = NO_DATE;
      if (detector.find(bytes, from, to, now, found)) {
        starts[size] = found.start() - from;
        ends[size] = found.end() - from;
        found.time().ifPresentOrElse(this::dated, () -> readable &= found.start() == found.end());
        if (found.start() > from && found.end() < to) {
          seams.set(bytes[found.start() - 1] * CHARACTERS + bytes[found.end()]);
        }
      }
      size++;
    }

    private void dated(Instant time) {
      times[size] = time;
      earliest = time.isBefore(earliest) ? time : earliest;
      latest = time.isAfter(latest) ? time : latest;
    }

    public DatedLines found() {
      return new DatedLines(this);
    }
  }

  /** Whether a line has a date, be it one that makes no sense. */
  public boolean isDated(int line) {
    return starts[line] != NO_DATE;
  }

  /** Where in a line its date begins; negative if it has none. */
  public int start(int line) {
    return starts[line];
  }

  /** Where it ends; only of a line that has one. */
  public int end(int line) {
    return ends[line];
  }

  /** What it says; empty if it makes no sense, or there is none. */
  public Optional<Instant> time(int line) {
    return Optional.ofNullable(times[line]);
  }

  /** The earliest of these times; far in the future if there is none. */
  public Instant earliest() {
    return earliest;
  }

  public Instant latest() {
    return latest;
  }

  /** False if some date makes no sense, which is to be told. */
  public boolean isReadable() {
    return readable;
  }

  /** The two characters between which a date stood. */
  @FunctionalInterface
  public interface Seam {
    boolean holds(int before, int after);
  }

  /** True for any of the places that a date was in, if there was something on both sides. */
  public boolean anySeam(Seam condition) {
    return seams.stream().anyMatch(seam -> condition.holds(seam / CHARACTERS, seam % CHARACTERS));
  }

  DetectorMemory learnt() {
    return learnt;
  }

  /** How many searches ran out of steps. */
  long givenUp() {
    return givenUp;
  }
}
