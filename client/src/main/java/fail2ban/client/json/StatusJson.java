package fail2ban.client.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code status}, {@code stats} and {@code banned}: labels become keys, positions names. */
final class StatusJson {

  /** Keys that say more than their label. */
  private static final Map<String, String> KEYS =
      Map.of(
          "File list", "files",
          "Journal matches", "journal_matches",
          "Banned IP list", "banned",
          "Banned ASN list", "banned_asn",
          "Banned Country list", "banned_country",
          "Banned RIR list", "banned_rir");

  private StatusJson() {}

  /** Two pairs, and with {@code --all} a dict of all jails. */
  static JsonObject server(Value reply) throws UnexpectedReplyException {
    List<Value> parts = Shape.items(reply);
    if (parts.size() < 2) {
      throw new UnexpectedReplyException(reply);
    }
    var json = new JsonObject();
    json.add("jail_count", Json.of(Shape.exactly(2, parts.get(0)).get(1)));
    json.add("jails", names(Shape.text(Shape.exactly(2, parts.get(1)).get(1))));
    if (parts.size() > 2) {
      var status = new JsonObject();
      for (var jail : Shape.entries(parts.get(2)).entrySet()) {
        status.add(Shape.text(jail.getKey()), state(jail.getValue()));
      }
      json.add("status", status);
    }
    return json;
  }

  static JsonObject jail(String name, Value reply) throws UnexpectedReplyException {
    var json = new JsonObject();
    json.addProperty("jail", name);
    state(reply).asMap().forEach(json::add);
    return json;
  }

  /** A dict of back end and pairs of counters by jail. */
  static JsonObject stats(Value reply) throws UnexpectedReplyException {
    var jails = new JsonObject();
    for (var jail : Shape.entries(reply).entrySet()) {
      jails.add(Shape.text(jail.getKey()), counters(jail.getValue()));
    }
    var json = new JsonObject();
    json.add("stats", jails);
    return json;
  }

  /** Without ids a list of one dict a jail. */
  static JsonObject banned(Value reply) throws UnexpectedReplyException {
    var jails = new JsonObject();
    for (Value one : Shape.items(reply)) {
      for (var jail : Shape.entries(one).entrySet()) {
        jails.add(Shape.text(jail.getKey()), Json.of(jail.getValue()));
      }
    }
    var json = new JsonObject();
    json.add("banned", jails);
    return json;
  }

  /** With ids a list of jails for each. */
  static JsonObject bannedIn(List<String> ids, Value reply) throws UnexpectedReplyException {
    List<Value> answers = Shape.exactly(ids.size(), reply);
    var jails = new JsonObject();
    for (int index = 0; index < ids.size(); index++) {
      jails.add(ids.get(index), Json.of(answers.get(index)));
    }
    var json = new JsonObject();
    json.add("banned_in", jails);
    return json;
  }

  private static JsonObject state(Value reply) throws UnexpectedReplyException {
    List<Value> parts = Shape.items(reply);
    return parts.size() == 3 && parts.getFirst() instanceof Value.Text
        ? counters(reply)
        : branches(parts);
  }

  private static JsonObject counters(Value reply) throws UnexpectedReplyException {
    List<Value> parts = Shape.exactly(3, reply);
    List<Value> failed = Shape.exactly(2, parts.get(1));
    List<Value> banned = Shape.exactly(2, parts.get(2));
    var json = new JsonObject();
    json.add("backend", Json.of(parts.get(0)));
    json.add("currently_failed", Json.of(failed.get(0)));
    json.add("total_failed", Json.of(failed.get(1)));
    json.add("currently_banned", Json.of(banned.get(0)));
    json.add("total_banned", Json.of(banned.get(1)));
    return json;
  }

  /** {@code Filter} and {@code Actions}, each with its leaves. */
  private static JsonObject branches(List<Value> branches) throws UnexpectedReplyException {
    var json = new JsonObject();
    for (Value branch : branches) {
      List<Value> pair = Shape.exactly(2, branch);
      var leaves = new JsonObject();
      for (Value leaf : Shape.items(pair.get(1))) {
        List<Value> both = Shape.exactly(2, leaf);
        leaves.add(key(Shape.text(both.get(0))), Json.of(both.get(1)));
      }
      json.add(key(Shape.text(pair.get(0))), leaves);
    }
    return json;
  }

  private static String key(String label) {
    return KEYS.getOrDefault(label, label.toLowerCase(Locale.ROOT).replace(' ', '_'));
  }

  private static JsonArray names(String joined) {
    var names = new JsonArray();
    if (!joined.isEmpty()) {
      List.of(joined.split(", ")).forEach(names::add);
    }
    return names;
  }
}
