package fail2ban.server.control;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of an action that was written in Python, as the reader sends them. */
final class ScriptOptions {

  private ScriptOptions() {}

  /**
   * @param json an object of plain values, or nothing
   */
  static Map<String, String> of(String json) throws CommandFailure {
    var options = new LinkedHashMap<String, String>();
    if (json.isBlank()) {
      return options;
    }
    try (var reader = new JsonReader(new StringReader(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        switch (reader.peek()) {
          case BOOLEAN -> options.put(name, Boolean.toString(reader.nextBoolean()));
          case NULL -> reader.nextNull();
          default -> options.put(name, reader.nextString());
        }
      }
      reader.endObject();
      return options;
    } catch (IOException | IllegalStateException | JsonParseException e) {
      throw CommandFailure.badValue("options of an action: " + e.getMessage());
    }
  }
}
