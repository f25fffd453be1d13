package fail2ban.server.events;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.JailEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A happening as a line of JSON. Texts that attackers wrote are strings and nothing else: control
 * characters, quotes and what ends lines somewhere are escaped, halves of surrogate pairs become
 * U+FFFD. Stateless.
 */
final class EventText {

  /** Of matched lines, so that nobody fills the disk with one failure. */
  private static final int LONGEST_LINE = 8192;

  private EventText() {}

  /** Empty for what is no event of its own. */
  static Optional<String> of(Happening happening) {
    return switch (happening.effect()) {
      case Effect.Tell(JailEvent.Banned _), Effect.Tell(JailEvent.BanRestored _) ->
          Optional.empty();
      case Effect.Tell(JailEvent event) ->
          Optional.of(line(happening, kind(event), event.id(), json -> details(event, json)));
      case Effect.Enforce(Ban ban) ->
          Optional.of(
              line(
                  happening,
                  ban.restored() ? "restored" : "banned",
                  ban.id(),
                  json -> details(ban, json)));
      case Effect.Prolong _,
          Effect.EnforceAgain _,
          Effect.Lift _,
          Effect.KeepTally _,
          Effect.DropTally _,
          Effect.KeepBan _,
          Effect.KeepLongerBan _,
          Effect.ForgetBan _ ->
          Optional.empty();
    };
  }

  @FunctionalInterface
  private interface Details {
    void write(JsonWriter json) throws IOException;
  }

  private static String line(Happening happening, String kind, FailureId id, Details details) {
    var text = new StringWriter();
    try (var json = new JsonWriter(text)) {
      json.beginObject();
      json.name("time").value(happening.time().toString());
      json.name("event").value(kind);
      json.name("jail").value(sound(happening.jail()));
      json.name("id").value(sound(id.text()));
      details.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory took no more", e);
    }
    return text.append('\n').toString();
  }

  /** The names that the live page's events have. */
  private static String kind(JailEvent event) {
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
      case JailEvent.Found found -> at(found.time(), json);
      case JailEvent.Attempted attempted -> at(attempted.time(), json);
      case JailEvent.FoundAgain again -> {
        at(again.time(), json);
        json.name("bans").value(again.bans());
      }
      case JailEvent.Ignored ignored -> json.name("rule").value(sound(ignored.rule()));
      case JailEvent.KnownOffender known -> json.name("bans").value(known.bans());
      case JailEvent.BanIncreased longer ->
          json.name("bans").value(longer.bans()).name("seconds").value(longer.banTime().seconds());
      case JailEvent.NoBanTime none -> json.name("reason").value(sound(none.reason()));
      case JailEvent.TooLateToBan _,
          JailEvent.Banned _,
          JailEvent.BanRestored _,
          JailEvent.AlreadyBanned _,
          JailEvent.Unbanned _,
          JailEvent.Repealed _ -> {}
    }
  }

  private static void at(Instant time, JsonWriter json) throws IOException {
    json.name("failed").value(time.toString());
  }

  private static void details(Ban ban, JsonWriter json) throws IOException {
    json.name("since").value(ban.start().toString());
    json.name("seconds").value(ban.banTime().seconds());
    json.name("count").value(ban.count());
    json.name("failures").value(ban.attempts());
    json.name("matches").beginArray();
    for (MatchedLine line : ban.matches()) {
      String text = line.text();
      json.value(sound(text.substring(0, Math.min(text.length(), LONGEST_LINE))));
    }
    json.endArray();
  }

  /** A half of a surrogate pair has no bytes: whoever reads the line would stumble over it. */
  private static String sound(String text) {
    if (text.chars().noneMatch(symbol -> Character.isSurrogate((char) symbol))) {
      return text;
    }
    var sound = new StringBuilder(text.length());
    text.codePoints()
        .map(symbol ->
            symbol >= Character.MIN_SURROGATE && symbol <= Character.MAX_SURROGATE
                ? 0xFFFD
                : symbol)
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }
}
