package fail2ban.client.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import java.time.ZoneId;
import java.util.List;

/** {@code get}: the name of what was asked for is the key of its value. */
final class SettingJson {

  private final ZoneId zone;

  SettingJson(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param command of at least two words
   */
  JsonObject of(List<String> command, Value reply) throws UnexpectedReplyException {
    var json = new JsonObject();
    if (command.size() == 2 || isOfServer(command.get(1))) {
      json.add(command.get(1), Json.of(reply));
      return json;
    }
    json.addProperty("jail", command.get(1));
    List<String> rest = command.subList(3, command.size());
    switch (command.get(2)) {
      case "banip" -> bans(rest, reply, json);
      case "banned" -> banned(rest, reply, json);
      case "action" -> property(rest, reply, json);
      case "actionproperties" -> named(rest, "properties", reply, json);
      case "actionmethods" -> named(rest, "methods", reply, json);
      case "datepattern" -> json.add("datepattern", datePattern(reply));
      case "ignorecache" -> json.add("ignorecache", cache(reply));
      case String option -> json.add(option, Json.of(reply));
    }
    return json;
  }

  private static boolean isOfServer(String word) {
    return switch (word) {
      case "loglevel",
          "logtarget",
          "syslogsocket",
          "dbfile",
          "dbmaxmatches",
          "dbpurgeage",
          "thread" ->
          true;
      default -> false;
    };
  }

  private void bans(List<String> rest, Value reply, JsonObject json)
      throws UnexpectedReplyException {
    if (!rest.isEmpty() && rest.getFirst().equals("--with-time")) {
      var bans = new JsonArray();
      for (Value line : Shape.items(reply)) {
        bans.add(BanLine.json(line, zone));
      }
      json.add("bans", bans);
    } else {
      json.add("banned", Json.array(Shape.items(reply)));
    }
  }

  private static void banned(List<String> ids, Value reply, JsonObject json)
      throws UnexpectedReplyException {
    if (ids.isEmpty()) {
      json.add("banned", Json.array(Shape.items(reply)));
      return;
    }
    List<Value> answers = ids.size() == 1 ? List.of(reply) : Shape.exactly(ids.size(), reply);
    var known = new JsonObject();
    for (int index = 0; index < ids.size(); index++) {
      known.addProperty(ids.get(index), truth(answers.get(index)));
    }
    json.add("is_banned", known);
  }

  private static boolean truth(Value number) throws UnexpectedReplyException {
    if (number instanceof Value.Whole(long one)) {
      return one == 1;
    }
    throw new UnexpectedReplyException(number);
  }

  private static void property(List<String> words, Value reply, JsonObject json)
      throws UnexpectedReplyException {
    if (words.size() < 2) {
      throw new UnexpectedReplyException(reply);
    }
    json.addProperty("action", words.get(0));
    json.addProperty("property", words.get(1));
    json.add("value", Json.of(reply));
  }

  private static void named(List<String> words, String key, Value reply, JsonObject json)
      throws UnexpectedReplyException {
    if (words.isEmpty()) {
      throw new UnexpectedReplyException(reply);
    }
    json.addProperty("action", words.getFirst());
    json.add(key, Json.array(Shape.items(reply)));
  }

  private static JsonElement datePattern(Value reply) throws UnexpectedReplyException {
    if (reply instanceof Value.Nothing) {
      return JsonNull.INSTANCE;
    }
    List<Value> pair = Shape.exactly(2, reply);
    var json = new JsonObject();
    json.add("pattern", Json.of(pair.get(0)));
    json.add("name", Json.of(pair.get(1)));
    return json;
  }

  private static JsonElement cache(Value reply) throws UnexpectedReplyException {
    if (reply instanceof Value.Nothing) {
      return JsonNull.INSTANCE;
    }
    List<Value> parts = Shape.exactly(3, reply);
    var json = new JsonObject();
    json.add("key", Json.of(parts.get(0)));
    json.add("max_count", Json.of(parts.get(1)));
    json.add("max_time", Json.of(parts.get(2)));
    return json;
  }
}
