package fail2ban.server.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/**
 * Times as the log shows them. Many messages belong to one second: its text is kept. Safe on any
 * thread.
 */
final class LocalTimes {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** What has no end ends then, as in Python's last year. */
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

  private static final Instant BEYOND = Instant.parse("9999-12-30T00:00:00Z");

  private final ZoneId zone;
  private volatile Second latest = new Second(Long.MIN_VALUE, "");

  private record Second(long sinceEpoch, String text) {}

  LocalTimes(ZoneId zone) {
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  /** {@code 2026-11-23 07:30:56}. */
  String seconds(Instant time) {
    Second known = latest;
    if (known.sinceEpoch() != time.getEpochSecond()) {
      known = new Second(time.getEpochSecond(), text(time));
      latest = known;
    }
    return known.text();
  }

  private String text(Instant time) {
    return FORM.format(time.isAfter(BEYOND) ? LAST : LocalDateTime.ofInstant(time, zone));
  }

  /** {@code 2026-11-23 07:30:56,123}. */
  String milliseconds(Instant time) {
    int millis = time.get(ChronoField.MILLI_OF_SECOND);
    String digits = Integer.toString(1000 + millis);
    return seconds(time) + ',' + digits.substring(1);
  }
}
