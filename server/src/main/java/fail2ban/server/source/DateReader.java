package fail2ban.server.source;

import java.time.Instant;
import java.util.Optional;

/** Reads a line's time, for the search of where to start in a file. */
@FunctionalInterface
public interface DateReader {

  /** Empty where the line has no date. */
  Optional<Instant> timeOf(Line line);
}
