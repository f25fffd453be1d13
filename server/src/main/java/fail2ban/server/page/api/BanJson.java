package fail2ban.server.page.api;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTime;
import fail2ban.server.page.geo.Geography;
import fail2ban.server.page.geo.Whereabouts;
import java.io.IOException;
import java.time.Instant;

/** A ban as the interface shows it. Safe on any thread. */
final class BanJson {

  private final Geography geography;

  BanJson(Geography geography) {
    this.geography = geography;
  }

  /** What a list shows of a ban, into an object that is open. */
  void write(String jail, Ban ban, JsonWriter json) throws IOException {
    json.name("jail").value(jail);
    json.name("id").value(ban.id().text());
    json.name("kind").value(kind(ban.id()));
    json.name("since").value(ban.start().getEpochSecond());
    json.name("until");
    writeEnd(ban.start(), ban.banTime(), json);
    json.name("count").value(ban.count());
    Whereabouts place = geography.of(ban.id());
    json.name("country").value(place.country());
    json.name("countryName").value(place.countryName());
    json.name("network").value(place.network());
  }

  /** Null if it never ends. */
  static void writeEnd(Instant start, BanTime banTime, JsonWriter json) throws IOException {
    if (banTime.permanent()) {
      json.nullValue();
    } else {
      json.value(banTime.endOf(start).getEpochSecond());
    }
  }

  static String kind(FailureId id) {
    return switch (id) {
      case FailureId.Single _ -> "address";
      case FailureId.Subnet _ -> "network";
      case FailureId.Other _ -> "text";
    };
  }
}
