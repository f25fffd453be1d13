package fail2ban.engine.date;

import java.time.Instant;
import java.util.Optional;

/** Where a detector puts a date it has found in bytes. Owned by one thread. */
public final class FoundDate {

  private int start;
  private int end;
  private Optional<Instant> time = Optional.empty();

  void set(int newStart, int newEnd, Optional<Instant> newTime) {
    start = newStart;
    end = newEnd;
    time = newTime;
  }

  /** The index of the date's first byte. */
  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** What the date says. */
  public Optional<Instant> time() {
    return time;
  }
}
