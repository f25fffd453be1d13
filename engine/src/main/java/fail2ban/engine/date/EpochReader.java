package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads seconds since 1970 with optional decimals, and the long form that counts in milli- or
 * microseconds. Such a time has no zone.
 *
 * @param group the group that holds the number
 */
record EpochReader(int group) implements TimeReader {

  private static final int LONGEST_SECONDS = 11;
  private static final int LONGEST_MILLISECONDS = 14;

  @Override
  public Optional<Instant> read(Search.Match match, TimeBase base) {
    String number = match.group(group);
    if (number == null) {
      return Optional.empty();
    }
    int dot = number.indexOf('.');
    int digits = dot < 0 ? number.length() : dot;
    int scale = digits <= LONGEST_SECONDS ? 0 : digits <= LONGEST_MILLISECONDS ? 3 : 6;
    BigDecimal seconds = new BigDecimal(number).movePointLeft(scale);
    long whole = seconds.longValue();
    long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
    return Optional.of(Instant.ofEpochSecond(whole, nanos));
  }
}
