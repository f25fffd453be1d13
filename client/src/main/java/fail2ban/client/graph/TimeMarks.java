package fail2ban.client.graph;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round times along the horizontal axis, in the reader's zone. */
record TimeMarks(ZoneId zone) {

  private static final int WANTED = 8;
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(91),
          Duration.ofDays(365));

  /** A moment and how to call it. */
  record Mark(Instant time, String label) {}

  List<Mark> between(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    Duration step =
        STEPS.stream()
            .filter(candidate -> span.dividedBy(candidate) <= WANTED)
            .findFirst()
            .orElse(STEPS.getLast());
    var shape = DateTimeFormatter.ofPattern(pattern(step), Locale.ROOT).withZone(zone);
    var marks = new ArrayList<Mark>();
    long length = step.toSeconds();
    long shift = zone.getRules().getOffset(from).getTotalSeconds();
    long first = Math.floorDiv(from.getEpochSecond() + shift, length) * length + length - shift;
    for (long at = first; at <= to.getEpochSecond(); at += length) {
      Instant time = Instant.ofEpochSecond(at);
      marks.add(new Mark(time, shape.format(time)));
    }
    return marks;
  }

  private static String pattern(Duration step) {
    if (step.compareTo(Duration.ofDays(1)) < 0) {
      return "HH:mm";
    }
    return step.compareTo(Duration.ofDays(30)) < 0 ? "d MMM" : "MMM uuuu";
  }
}
