package fail2ban.server.page.live;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.jail.JailEvent;
import java.io.IOException;
import java.math.BigDecimal;

/** An event as the interface shows it. Safe on any thread. */
final class EventJson {

  private static final int MILLIS = 3;

  private EventJson() {}

  static void write(Feed.Entry entry, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("kind").value(kind(entry.event()));
    json.name("time").value(BigDecimal.valueOf(entry.time().toEpochMilli(), MILLIS));
    json.name("jail").value(entry.jail());
    json.name("id").value(entry.event().id().text());
    details(entry.event(), json);
    json.endObject();
  }

  static String kind(JailEvent event) {
    return switch (event) {
      case JailEvent.Found _ -> "found";
      case JailEvent.FoundAgain _ -> "found-again";
      case JailEvent.Attempted _ -> "attempted";
      case JailEvent.Ignored _ -> "ignored";
      case JailEvent.TooLateToBan _ -> "too-late";
      case JailEvent.Banned _ -> "banned";
      case JailEvent.KnownOffender _ -> "known-offender";
      case JailEvent.BanIncreased _ -> "increased";
      case JailEvent.NoBanTime _ -> "no-ban-time";
      case JailEvent.BanRestored _ -> "restored";
      case JailEvent.AlreadyBanned _ -> "already-banned";
      case JailEvent.Unbanned _ -> "unbanned";
      case JailEvent.Repealed _ -> "repealed";
    };
  }

  private static void details(JailEvent event, JsonWriter json) throws IOException {
    switch (event) {
      case JailEvent.Ignored ignored -> json.name("detail").value(ignored.rule());
      case JailEvent.FoundAgain again -> json.name("bans").value(again.bans());
      case JailEvent.KnownOffender known -> json.name("bans").value(known.bans());
      case JailEvent.BanIncreased longer ->
          json.name("bans").value(longer.bans()).name("seconds").value(longer.banTime().seconds());
      case JailEvent.NoBanTime none -> json.name("detail").value(none.reason());
      case JailEvent.Found _,
          JailEvent.Attempted _,
          JailEvent.TooLateToBan _,
          JailEvent.Banned _,
          JailEvent.BanRestored _,
          JailEvent.AlreadyBanned _,
          JailEvent.Unbanned _,
          JailEvent.Repealed _ -> {}
    }
  }
}
