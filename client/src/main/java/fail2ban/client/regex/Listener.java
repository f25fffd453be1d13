package fail2ban.client.regex;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Hears of the lines of a log in their order, on one thread. */
interface Listener {

  /**
   * One line and what came of it.
   *
   * @param text decodes it
   * @param time when it happened
   */
  record Heard(Supplier<MatchedLine> text, Instant time, Trial.Outcome outcome, List<Hit> hits) {

    /** True if an ignoreregex excused it or it is mere information. */
    boolean ignored() {
      if (!outcome.ignoredBy().isEmpty()) {
        return true;
      }
      for (Hit hit : hits) {
        if (hit.information()) {
          return true;
        }
      }
      return false;
    }

    /** True if it is a failure, even if nobody knows whose. */
    boolean matched() {
      return !hits.isEmpty() && !ignored();
    }
  }

  /**
   * A failregex that matched, once for each offender.
   *
   * @param id empty as long as nobody is to blame
   */
  record Hit(
      int failregex,
      Optional<String> id,
      Instant time,
      boolean information,
      Optional<Failure> failure) {}

  void line(Heard heard);

  /** A line that was heard as missed turned out to be a part of a match. */
  void missedWasMatched(MatchedLine line);
}
