package fail2ban.benchmarks;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.FoundDate;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Screen;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.prefilter.RuleScreen;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One line through a filter, and through the steps that every line goes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineBenchmark {

  /** Whether the line is a failure. */
  @Param({"true", "false"})
  public boolean failure;

  private final DateDetector dates = Sample.dates();
  private final FoundDate found = new FoundDate();
  private final Screen screen = new RuleScreen(Sample.rules());
  private final BitSet candidates = new BitSet();
  private final LineFilter filter =
      new LineFilter("sshd", Sample.rules(), Sample.dates(), new Silence(), RuleScreen::new);
  private final byte[] failing = Sample.bytes(Sample.FAILURE);
  private final byte[] harmless = Sample.bytes(Sample.HARMLESS);

  /** Lets the detector learn how the log writes dates, which it does from its first line. */
  public LineBenchmark() {
    dates.find(Sample.FAILURE, Sample.NOW);
  }

  private byte[] line() {
    return failure ? failing : harmless;
  }

  /** Date, screening and, if it is worth it, all expressions. */
  @Benchmark
  public Verdict filter() {
    byte[] line = line();
    return filter.examine(line, 0, line.length, Sample.CLOCK);
  }

  /** The date alone, read off the bytes. */
  @Benchmark
  public boolean date() {
    byte[] line = line();
    return dates.findQuickly(line, 0, line.length, Sample.NOW, found);
  }

  /** Which expressions are worth trying. */
  @Benchmark
  public BitSet screen() {
    byte[] line = line();
    screen.candidates(line, 0, 0, "Nov 23 11:59:58".length(), line.length, candidates);
    return candidates;
  }

  /** A log for messages that nobody reads. */
  private record Silence() implements Log {
    @Override
    public void write(Severity severity, String message) {}

    @Override
    public boolean wants(Severity severity) {
      return false;
    }
  }
}
