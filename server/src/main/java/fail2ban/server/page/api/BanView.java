package fail2ban.server.page.api;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.server.jail.Jails;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import fail2ban.server.store.PastBan;
import fail2ban.server.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** {@code /api/v1/ban}: one ban, what led to it, and the offender's earlier ones. */
final class BanView {

  private static final int LINES = 100;
  private static final int LINE_LENGTH = 16 * 1024;
  private static final int EARLIER = 100;
  private static final int PATIENCE_SECONDS = 5;

  private final Jails jails;
  private final Supplier<Store> store;
  private final BanJson bans;
  private final InstantSource clock;

  BanView(Jails jails, Supplier<Store> store, BanJson bans, InstantSource clock) {
    this.jails = jails;
    this.store = store;
    this.bans = bans;
    this.clock = clock;
  }

  Answer answer(Request request) throws Refusal, InterruptedException {
    String name = request.needed("jail");
    var id = FailureId.of(request.needed("id"));
    RunningJail jail =
        jails.find(name).orElseThrow(() -> Refusal.notFound("There is no such jail"));
    Ban ban = jail.ban(id).orElseThrow(() -> Refusal.notFound("Not banned in this jail"));
    List<PastBan> earlier = past(id).stream().filter(past -> isEarlier(past, ban)).toList();
    return Answer.json(json -> {
      json.beginObject();
      json.name("now").value(clock.instant().getEpochSecond());
      bans.write(name, ban, json);
      json.name("restored").value(ban.restored());
      json.name("reason").value(ban.attempts() > 0 ? "failures" : "command");
      json.name("failures").value(ban.attempts());
      writeLines(ban.matches(), json);
      writeGroups(ban, json);
      writeEarlier(earlier, json);
      json.endObject();
    });
  }

  /** The database knows whole seconds. */
  private static boolean isEarlier(PastBan past, Ban ban) {
    return past.start().getEpochSecond() < ban.start().getEpochSecond();
  }

  /** Waits for the database, but not for ever. */
  private List<PastBan> past(FailureId id) throws InterruptedException {
    try {
      return store
          .get()
          .bansOf(id, EARLIER + 1)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    }
  }

  private static void writeLines(List<MatchedLine> lines, JsonWriter json) throws IOException {
    json.name("lines").beginArray();
    for (MatchedLine line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
      String text = line.text();
      json.value(text.length() > LINE_LENGTH ? text.substring(0, LINE_LENGTH) + "…" : text);
    }
    json.endArray();
  }

  private static void writeGroups(Ban ban, JsonWriter json) throws IOException {
    json.name("groups").beginObject();
    for (var group : new TreeMap<>(ban.groups()).entrySet()) {
      json.name(group.getKey()).value(String.valueOf(group.getValue()));
    }
    json.endObject();
  }

  private static void writeEarlier(List<PastBan> earlier, JsonWriter json) throws IOException {
    json.name("earlier").beginArray();
    for (PastBan past : earlier.subList(0, Math.min(EARLIER, earlier.size()))) {
      json.beginObject();
      json.name("jail").value(past.jail());
      json.name("since").value(past.start().getEpochSecond());
      json.name("until");
      BanJson.writeEnd(past.start(), past.banTime(), json);
      json.endObject();
    }
    json.endArray();
    json.name("moreEarlier").value(earlier.size() > EARLIER);
  }
}
