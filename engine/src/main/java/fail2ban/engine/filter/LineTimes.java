package fail2ban.engine.filter;

import fail2ban.engine.log.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides when a line happened: what it says, corrected where that cannot be. Remembers the last
 * date for lines without one. Owned by one jail's thread.
 */
final class LineTimes {

  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final Duration LATENCY = Duration.ofMinutes(55);

  private final String jail;
  private final Log log;
  private final DailyWarnings warnings;
  private Optional<Instant> last = Optional.empty();

  LineTimes(String jail, Log log, DailyWarnings warnings) {
    this.jail = jail;
    this.log = log;
    this.warnings = warnings;
  }

  /**
   * True if all times from one to another are treated alike: of lines with such dates in a row that
   * nothing else comes of, the first and the last one tell everything.
   */
  boolean areAlike(Instant earliest, Instant latest, LineClock clock) {
    return clock.isUnlimited()
        || earliest.isAfter(latest)
        || treatment(earliest, clock) == treatment(latest, clock);
  }

  /** Negative before the times that count, positive behind them. */
  private static int treatment(Instant time, LineClock clock) {
    Instant first = clock.now().minus(clock.inOperation() ? TOLERANCE : clock.findtime());
    if (time.isBefore(first)) {
      return -1;
    }
    return clock.inOperation() && time.isAfter(clock.now().plus(TOLERANCE)) ? 1 : 0;
  }

  /** True if a jail that catches up need not look at a line of that time. */
  boolean tooOld(Instant time, LineClock clock, Supplier<MatchedLine> line) {
    if (clock.inOperation()
        || clock.isUnlimited()
        || !time.isBefore(clock.now().minus(clock.findtime()))) {
      return false;
    }
    if (warnings.due("old", clock.now())) {
      log.warning(
          "[%s] Ignoring all log entries older than %ss; these are probably messages generated while fail2ban was not running."
              .formatted(jail, clock.findtime().toSeconds()));
      warnOfLine(line);
    }
    return true;
  }

  /** The time of a line that has a date; in operation never more than a minute from now. */
  Instant dated(Instant time, LineClock clock, Supplier<MatchedLine> line) {
    last = Optional.of(time);
    if (!clock.inOperation()
        || clock.isUnlimited()
        || Duration.between(time, clock.now()).abs().compareTo(TOLERANCE) <= 0) {
      return time;
    }
    if (warnings.due("odd", clock.now())) {
      warnOfOdd(Duration.between(time, clock.now()), line);
    }
    last = Optional.of(clock.now());
    return clock.now();
  }

  /** The time of a line without a date; empty if nothing tells it. */
  Optional<Instant> undated(LineClock clock) {
    if (clock.isUnlimited()) {
      return last.or(() -> Optional.of(clock.now()));
    }
    Optional<Instant> recent =
        last.filter(time -> Duration.between(time, clock.now()).compareTo(TOLERANCE) < 0);
    return recent.or(() -> clock.inOperation() ? Optional.of(clock.now()) : Optional.empty());
  }

  private void warnOfOdd(Duration behind, Supplier<MatchedLine> line) {
    boolean late = !behind.isNegative();
    boolean latency = late && behind.compareTo(LATENCY) <= 0;
    log.warning(
        "[%s] Detected a log entry %s %s the current time in operation mode. This looks like a %s problem. Treating such entries as if they just happened."
            .formatted(
                jail,
                Span.text(behind.abs()),
                late ? "before" : "after",
                latency ? "latency" : "timezone"));
    warnOfLine(line);
  }

  private void warnOfLine(Supplier<MatchedLine> line) {
    log.warning(
        "[%s] Please check a jail for a timing issue. Line with odd timestamp: %s"
            .formatted(jail, line.get().text()));
  }
}
