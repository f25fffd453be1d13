package fail2ban.server.page.api;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.action.JailFacts;
import fail2ban.engine.jail.JailLimits;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.Jails;
import fail2ban.server.jail.LogBackend;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * {@code /api/v1/jails}: every jail with its figures. No jail is asked: all this stands where
 * anybody can see it.
 */
final class JailsView {

  private final Jails jails;
  private final InstantSource clock;

  JailsView(Jails jails, InstantSource clock) {
    this.jails = jails;
    this.clock = clock;
  }

  Answer answer(Request request) {
    return Answer.json(json -> {
      json.beginObject();
      json.name("now").value(clock.instant().getEpochSecond());
      json.name("jails").beginArray();
      for (RunningJail jail : jails.all()) {
        write(jail, json);
      }
      json.endArray();
      json.endObject();
    });
  }

  private static void write(RunningJail jail, JsonWriter json) throws IOException {
    JailFacts facts = jail.facts();
    JailSettings settings = jail.settings();
    JailLimits limits = settings.limits();
    json.beginObject();
    json.name("name").value(jail.name());
    json.name("state").value(state(jail, settings));
    json.name("backend").value(jail.backend());
    json.name("failedNow").value(facts.found());
    json.name("failedTotal").value(facts.foundTotal());
    json.name("bannedNow").value(facts.banned());
    json.name("bannedTotal").value(facts.bannedTotal());
    json.name("maxRetry").value(limits.maxRetry());
    json.name("findTime").value(limits.findTime().toSeconds());
    json.name("banTime").value(limits.banTime().seconds());
    writeSources(settings, json);
    json.name("actions").beginArray();
    for (String action : settings.actions().keySet()) {
      json.value(action);
    }
    json.endArray();
    json.endObject();
  }

  private static String state(RunningJail jail, JailSettings settings) {
    if (!jail.started()) {
      return "stopped";
    }
    return settings.idle() ? "idle" : "running";
  }

  private static void writeSources(JailSettings settings, JsonWriter json) throws IOException {
    json.name("sources").beginArray();
    switch (settings.backend()) {
      case LogBackend.Files _ -> {
        for (Path file : settings.sources().files().keySet()) {
          json.value(file.toString());
        }
      }
      case LogBackend.Journal _ -> json.value(settings.sources().journalMatches().text());
    }
    json.endArray();
  }
}
