package fail2ban.server.page.live;

import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One watcher's stream of server-sent events. It begins where the last one was interrupted, or with
 * the latest few, and ends after some minutes: the browser asks again, and it is looked at again
 * whether he may.
 *
 * <p>Runs on its request's thread, and looks for news at intervals: so nobody has to wake it.
 */
final class EventStream implements Answer.Source {

  static final int REPLAYED = 100;

  private static final int AT_ONCE = 200;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final Feed feed;
  private final Optional<String> lastEventId;

  EventStream(Feed feed, Optional<String> lastEventId) {
    this.feed = feed;
    this.lastEventId = lastEventId;
  }

  @Override
  public void writeTo(Answer.Outlet outlet) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long spoken = begin;
    long next = start();
    outlet.send("retry: 1000\n\n");
    while (System.nanoTime() - begin < LIFE.toNanos()) {
      Feed.Piece piece = feed.from(next, AT_ONCE);
      next = piece.next();
      if (piece.missed() > 0 || !piece.entries().isEmpty()) {
        outlet.send(text(piece));
        spoken = System.nanoTime();
      } else if (System.nanoTime() - spoken > SILENCE.toNanos()) {
        outlet.send(":\n\n");
        spoken = System.nanoTime();
      }
      if (piece.entries().size() < AT_ONCE) {
        Thread.sleep(INTERVAL);
      }
    }
  }

  /** The number to begin with; a stream of another run cannot be taken up. */
  private long start() {
    String prefix = feed.epoch() + "-";
    return lastEventId
        .filter(id -> id.startsWith(prefix))
        .flatMap(id -> number(id.substring(prefix.length())))
        .map(last -> Math.min(last + 1, feed.end()))
        .orElseGet(() -> Math.max(0, feed.end() - REPLAYED));
  }

  private static Optional<Long> number(String digits) {
    return digits.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  private String text(Feed.Piece piece) {
    var text = new StringBuilder();
    if (piece.missed() > 0) {
      text.append("event: missed\ndata: ").append(piece.missed()).append("\n\n");
    }
    for (Feed.Entry entry : piece.entries()) {
      text.append("id: ").append(feed.epoch()).append('-').append(entry.number());
      text.append("\ndata: ").append(Json.text(json -> EventJson.write(entry, json)));
      text.append("\n\n");
    }
    return text.toString();
  }
}
