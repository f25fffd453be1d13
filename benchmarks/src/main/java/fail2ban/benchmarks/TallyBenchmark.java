package fail2ban.benchmarks;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.Jail;
import fail2ban.engine.jail.JailLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One failure counted, where many are being counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TallyBenchmark {

  /** How many addresses fail in turn; none is ever banned. */
  @Param({"1000", "100000"})
  public int addresses;

  private final Jail jail = new Jail();
  private int next;

  /** Creates the jail that counts. */
  public TallyBenchmark() {
    jail.limits(new JailLimits(Integer.MAX_VALUE, Duration.ofMinutes(10), new BanTime(600), 5));
  }

  /** The next address fails once more. */
  @Benchmark
  public List<Effect> count() {
    next = (next + 1) % addresses;
    FailureId id =
        FailureId.of("10." + (next >> 16) + "." + (next >> 8 & 255) + "." + (next & 255));
    var line = new MatchedLine("", "Nov 23 11:59:58", " srv1 sshd[1004]: Failed password");
    var failure = new Failure(new Offender.Known(id), Sample.NOW, 1, List.of(line), Map.of());
    return jail.failure(id, failure, Sample.NOW);
  }
}
