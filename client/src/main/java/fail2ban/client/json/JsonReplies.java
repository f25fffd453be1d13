package fail2ban.client.json;

import com.google.gson.JsonObject;
import fail2ban.client.reply.ErrorText;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Stated;
import java.time.ZoneId;
import java.util.List;

/** What a command was answered, as one line of JSON. */
public final class JsonReplies {

  private final SettingJson settings;

  /**
   * @param zone in which the server writes times
   */
  public JsonReplies(ZoneId zone) {
    this.settings = new SettingJson(zone);
  }

  /**
   * @param command the words as they were sent
   * @param reply the second part of a reply whose first is 0
   */
  public String answer(List<String> command, Value reply) {
    try {
      return shaped(command, reply).toString();
    } catch (UnexpectedReplyException _) {
      return result(reply).toString();
    }
  }

  /** What the files say about values. */
  public String where(List<Stated> values) {
    return WhereJson.of(values).toString();
  }

  /** The server refused. */
  public String refusal(Value.Failure failure) {
    var error = error(failure.type(), ErrorText.of(failure));
    error.add("arguments", Json.array(failure.arguments()));
    return wrapped(error).toString();
  }

  /** The command did not come to an answer, because of the client's side of it. */
  public String failure(String message) {
    return wrapped(error("ClientError", message)).toString();
  }

  private JsonObject shaped(List<String> command, Value reply) throws UnexpectedReplyException {
    List<String> rest = command.subList(1, command.size());
    return switch (command.getFirst()) {
      case "ping", "version", "echo" -> single(command.getFirst(), reply);
      case "status" -> status(rest, reply);
      case "stats", "statistic", "statistics" -> StatusJson.stats(reply);
      case "banned" -> rest.isEmpty() ? StatusJson.banned(reply) : StatusJson.bannedIn(rest, reply);
      case "get" -> rest.isEmpty() ? result(reply) : settings.of(command, reply);
      case String _ -> result(reply);
    };
  }

  private static JsonObject status(List<String> rest, Value reply) throws UnexpectedReplyException {
    return rest.isEmpty() || rest.getFirst().equals("--all")
        ? StatusJson.server(reply)
        : StatusJson.jail(rest.getFirst(), reply);
  }

  /** Commands that change something, and answers of an unknown form. */
  private static JsonObject result(Value reply) {
    return single("result", reply);
  }

  private static JsonObject single(String key, Value reply) {
    var json = new JsonObject();
    json.add(key, Json.of(reply));
    return json;
  }

  private static JsonObject error(String type, String message) {
    var error = new JsonObject();
    error.addProperty("type", type);
    error.addProperty("message", message);
    return error;
  }

  private static JsonObject wrapped(JsonObject error) {
    var json = new JsonObject();
    json.add("error", error);
    return json;
  }
}
