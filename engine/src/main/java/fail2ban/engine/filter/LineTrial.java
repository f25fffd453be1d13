package fail2ban.engine.filter;

import fail2ban.engine.log.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Tells what a whole filter makes of the lines of a log, without a jail around it, as {@code
 * fail2ban-regex} shows it. Remembers the last date, the last lines and the open connections, so
 * lines must come in their order. Owned by one thread.
 */
public final class LineTrial {

  private final Trial trial;
  private final LineTimes times;
  private final FailureAssembly assembly = new FailureAssembly();
  private final LineBuffer buffer = new LineBuffer();

  public LineTrial(Trial trial, Log log) {
    this.trial = trial;
    this.times = new LineTimes("", log, new DailyWarnings());
  }

  /** What came of one failregex that matched. Regexes are named by their index in the rules. */
  public sealed interface Result {
    int failregex();

    record Found(int failregex, Failure failure) implements Result {}

    /** Information about a connection, no failure. */
    record Information(int failregex, Optional<Failure> failure) implements Result {}

    /** A failure, but who did it is left to a later line of the connection. */
    record Pending(int failregex, Instant time) implements Result {}

    /** A failure of nobody: a name where names are not accepted. */
    record NobodyToBlame(int failregex) implements Result {}
  }

  /**
   * What a filter made of a line.
   *
   * @param time when it happened: what it says, or the last date, or now
   */
  public record Tried(Instant time, Trial.Outcome outcome, List<Result> results) {}

  /**
   * Takes in a line on which the expressions were tried already.
   *
   * @param dated what the line says about its time
   */
  public Tried judge(
      MatchedLine line, Optional<Instant> dated, Trial.Outcome outcome, LineClock clock) {
    Instant time =
        dated.isPresent()
            ? times.dated(dated.get(), clock, () -> line)
            : times.undated(clock).orElse(clock.now());
    var results = new ArrayList<Result>(outcome.hits().size());
    for (Trial.Hit hit : outcome.hits()) {
      results.add(result(hit, time, clock));
    }
    return new Tried(time, outcome, results);
  }

  /**
   * Tries the expressions on a line and takes it in.
   *
   * @param worthTrying the numbers of the expressions that could match the line alone
   */
  public Tried examine(
      MatchedLine line, Optional<Instant> dated, BitSet worthTrying, LineClock clock) {
    Trial.Outcome outcome =
        trial.seesOneLine()
            ? trial.search(line, worthTrying)
            : trial.search(buffer.add(line, trial.rules().maxLines()), buffer);
    return judge(line, dated, outcome, clock);
  }

  /** The lines that are still to be seen together with the next one. */
  public List<MatchedLine> held() {
    return buffer.text().lines();
  }

  private Result result(Trial.Hit hit, Instant time, LineClock clock) {
    FailureAssembly.Result made =
        assembly.assemble(hit.groups(), hit.lines(), time, trial.rules().useDns(), clock);
    int index = hit.failregex();
    return switch (made) {
      case FailureAssembly.Result.Found(Failure failure) -> new Result.Found(index, failure);
      case FailureAssembly.Result.Information(var failure) ->
          new Result.Information(index, failure);
      case FailureAssembly.Result.Pending _ -> new Result.Pending(index, time);
      case FailureAssembly.Result.NobodyToBlame _ -> new Result.NobodyToBlame(index);
    };
  }
}
