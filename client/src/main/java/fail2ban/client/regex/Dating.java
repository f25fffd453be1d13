package fail2ban.client.regex;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateMatch;
import fail2ban.engine.date.FoundDate;
import fail2ban.engine.log.Log;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Finds the dates of lines, which must come in their order. Owned by one thread. */
final class Dating {

  private final DateDetector detector;
  private final Log log;
  private final Instant now;
  private final FoundDate found = new FoundDate();

  Dating(DateDetector detector, Log log, Instant now) {
    this.detector = detector;
    this.log = log;
    this.now = now;
  }

  void date(Block block) {
    for (int line = 0; line < block.size(); line++) {
      date(block, line);
    }
  }

  private void date(Block block, int line) {
    if (detector.findQuickly(block.bytes(), block.start(line), block.end(line), now, found)) {
      block.date(line, found.start(), found.end(), found.time().orElse(null));
      return;
    }
    String text = block.text(line);
    Optional<DateMatch> match = detector.find(text, now);
    if (match.isPresent()) {
      DateMatch date = match.get();
      if (date.time().isEmpty() && !date.text().isEmpty()) {
        log.error("findFailure failed to parse timeText: " + date.text());
      }
      int start = block.start(line) + length(block, line, text, date.start());
      int end = block.start(line) + length(block, line, text, date.end());
      block.date(line, start, end, date.time().orElse(null));
    }
  }

  /** How many bytes the first characters of a line are. */
  private static int length(Block block, int line, String text, int characters) {
    boolean single = text.length() == block.end(line) - block.start(line);
    return single || !block.charset().equals(StandardCharsets.UTF_8)
        ? characters
        : Utf8Width.of(block.bytes(), block.start(line), block.end(line), characters);
  }
}
