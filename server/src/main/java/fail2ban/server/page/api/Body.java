package fail2ban.server.page.api;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import fail2ban.server.page.http.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;

/** Reads a request's body: one JSON object of texts, and nothing else. */
final class Body {

  private final Map<String, String> texts;

  private Body(Map<String, String> texts) {
    this.texts = texts;
  }

  static Body read(String text) throws Refusal {
    var json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    var texts = new HashMap<String, String>();
    try {
      json.beginObject();
      while (json.hasNext()) {
        texts.put(json.nextName(), json.nextString());
      }
      json.endObject();
      if (json.peek() == JsonToken.END_DOCUMENT) {
        return new Body(texts);
      }
    } catch (IOException | IllegalStateException e) {
      throw noObject();
    }
    throw noObject();
  }

  String text(String name) throws Refusal {
    String text = texts.get(name);
    if (text == null || text.isEmpty()) {
      throw Refusal.badRequest("'" + name + "' is missing");
    }
    return text;
  }

  private static Refusal noObject() {
    return Refusal.badRequest("The body is not a JSON object of texts");
  }
}
