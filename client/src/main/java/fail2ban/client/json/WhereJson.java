package fail2ban.client.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.stream.Stated;
import java.util.List;
import java.util.Locale;

/** {@code where}: values, and the settings in the files that had to do with them. */
final class WhereJson {

  private WhereJson() {}

  static JsonObject of(List<Stated> values) {
    var array = new JsonArray();
    values.forEach(stated -> array.add(value(stated)));
    var json = new JsonObject();
    json.add("values", array);
    return json;
  }

  private static JsonObject value(Stated stated) {
    var steps = new JsonArray();
    stated.steps().forEach(step -> steps.add(step(step)));
    var json = new JsonObject();
    json.addProperty("owner", stated.owner());
    json.addProperty("option", stated.option());
    json.addProperty("value", stated.value().text());
    json.add("steps", steps);
    return json;
  }

  private static JsonObject step(History.Step step) {
    Setting setting = step.setting();
    var json = new JsonObject();
    json.addProperty("role", step.role().name().toLowerCase(Locale.ROOT));
    json.addProperty("place", setting.origin().toString());
    json.addProperty("section", setting.place().section().orElse(""));
    json.addProperty("option", setting.entry().option());
    json.addProperty("value", setting.value());
    return json;
  }
}
