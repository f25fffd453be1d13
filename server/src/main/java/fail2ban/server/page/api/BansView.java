package fail2ban.server.page.api;

import fail2ban.server.jail.Jails;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /api/v1/bans}: the bans in force, page by page. Safe on any thread. */
final class BansView {

  static final int USUAL = 100;
  static final int MOST = 500;

  /** Names can be kilobytes long: a page ends before it becomes too big. */
  private static final int CHARACTERS = 256 * 1024;

  private static final int SEARCHES = 2;
  private static final int PATIENCE_SECONDS = 10;

  private final Jails jails;
  private final BanJson bans;
  private final InstantSource clock;
  private final Semaphore searches = new Semaphore(SEARCHES);

  BansView(Jails jails, BanJson bans, InstantSource clock) {
    this.jails = jails;
    this.bans = bans;
    this.clock = clock;
  }

  Answer answer(Request request) throws Refusal, InterruptedException {
    List<RunningJail> asked = asked(request.parameter("jail"));
    BanPages.Wanted wanted = wanted(request);
    List<BanPages.Found> found =
        wanted.searching() ? searched(asked, wanted) : BanPages.of(asked, wanted);
    List<BanPages.Found> shown = shown(found, wanted.most() - 1);
    boolean more = shown.size() < found.size();
    return Answer.json(json -> {
      json.beginObject();
      json.name("now").value(clock.instant().getEpochSecond());
      json.name("bans").beginArray();
      for (BanPages.Found one : shown) {
        json.beginObject();
        bans.write(one.jail(), one.placed().ban(), json);
        json.endObject();
      }
      json.endArray();
      json.name("next");
      if (more) {
        json.value(shown.getLast().cursor().text());
      } else {
        json.nullValue();
      }
      json.endObject();
    });
  }

  private List<RunningJail> asked(Optional<String> name) throws Refusal {
    if (name.isEmpty()) {
      return jails.all().stream().sorted(Comparator.comparing(RunningJail::name)).toList();
    }
    return List.of(
        jails.find(name.get()).orElseThrow(() -> Refusal.notFound("There is no such jail")));
  }

  /** One more than is shown tells whether there are more. */
  private static BanPages.Wanted wanted(Request request) throws Refusal {
    Optional<String> after = request.parameter("after");
    Optional<String> search = request.parameter("search");
    return new BanPages.Wanted(
        after.isPresent() ? Optional.of(BanCursor.read(after.get())) : Optional.empty(),
        search.map(BanSearch::of).orElse(BanSearch.EVERY),
        search.isPresent(),
        latestFirst(request.parameter("order").orElse("latest")),
        limit(request.parameter("limit").orElse(String.valueOf(USUAL))) + 1);
  }

  private static boolean latestFirst(String order) throws Refusal {
    return switch (order) {
      case "latest" -> true;
      case "soonest" -> false;
      case String _ -> throw Refusal.badRequest("'order' is 'latest' or 'soonest'");
    };
  }

  private static int limit(String text) throws Refusal {
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("'limit' is a number from 1 to " + MOST);
    }
    return limit;
  }

  private List<BanPages.Found> searched(List<RunningJail> asked, BanPages.Wanted wanted)
      throws Refusal, InterruptedException {
    if (!searches.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw Refusal.later(503, "Others are searching", 1);
    }
    try {
      return BanPages.of(asked, wanted);
    } finally {
      searches.release();
    }
  }

  private static List<BanPages.Found> shown(List<BanPages.Found> found, int most) {
    int count = 0;
    long characters = 0;
    while (count < Math.min(most, found.size()) && (count == 0 || characters < CHARACTERS)) {
      characters += found.get(count).placed().ban().id().text().length();
      count++;
    }
    return found.subList(0, count);
  }
}
