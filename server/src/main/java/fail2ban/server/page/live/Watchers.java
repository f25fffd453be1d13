package fail2ban.server.page.live;

import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import java.util.concurrent.Semaphore;

/** Opens streams of events, so many at a time. Safe on any thread. */
public final class Watchers {

  static final int MOST = 16;

  private static final int SECONDS = 10;

  private final Feed feed;
  private final Semaphore places = new Semaphore(MOST);

  public Watchers(Feed feed) {
    this.feed = feed;
  }

  public Answer events(Request request) throws Refusal {
    if (places.availablePermits() == 0) {
      throw Refusal.later(503, "Too many are watching", SECONDS);
    }
    var stream = new EventStream(feed, request.lastEventId());
    return new Answer.Stream(outlet -> {
      if (!places.tryAcquire()) {
        outlet.send("retry: 10000\n\n");
        return;
      }
      try {
        stream.writeTo(outlet);
      } finally {
        places.release();
      }
    });
  }
}
