package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads {@code @} and 24 hexadecimal digits, the time stamps of daemontools. As in fail2ban the
 * seconds between TAI and UTC are not taken off and the fraction is dropped.
 */
record Tai64nReader() implements TimeReader {

  private static final int SECONDS_FROM = 2;
  private static final int SECONDS_TO = 17;

  @Override
  public Optional<Instant> read(Search.Match match, TimeBase base) {
    String label = match.group(1);
    if (label == null) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(label, SECONDS_FROM, SECONDS_TO, 16);
    return seconds > Instant.MAX.getEpochSecond()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds));
  }
}
