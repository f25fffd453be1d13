package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.time.Instant;
import java.util.Optional;

/** Turns what a date template matched into a time. Immutable. */
@FunctionalInterface
interface TimeReader {

  /** The time, or empty if the matched text is no valid one. */
  Optional<Instant> read(Search.Match match, TimeBase base);
}
