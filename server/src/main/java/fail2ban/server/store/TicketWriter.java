package fail2ban.server.store;

import com.google.gson.stream.JsonWriter;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@link TicketData} as fail2ban reads it: UTF-8 JSON, in which a set is an array and a line
 * whose date was cut out an array of three strings.
 */
final class TicketWriter {

  private final JsonWriter json;

  private TicketWriter(JsonWriter json) {
    this.json = json;
  }

  static byte[] encode(TicketData data) {
    var text = new StringWriter(512);
    try (var json = new JsonWriter(text)) {
      // Python reads NaN, which strict JSON has no word for.
      json.setStrictness(com.google.gson.Strictness.LENIENT);
      json.setHtmlSafe(false);
      new TicketWriter(json).ticket(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void ticket(TicketData data) throws IOException {
    json.beginObject();
    json.name("matches").beginArray();
    for (MatchedLine line : data.matches()) {
      line(line);
    }
    json.endArray();
    json.name("failures").value(data.failures());
    for (var group : new TreeMap<>(data.groups()).entrySet()) {
      if (!TicketReader.OWN_KEYS.contains(group.getKey())) {
        json.name(group.getKey());
        value(group.getValue());
      }
    }
    json.endObject();
  }

  private void line(MatchedLine line) throws IOException {
    if (line.before().isEmpty() && line.date().isEmpty()) {
      json.value(line.after());
    } else {
      json.beginArray().value(line.before()).value(line.date()).value(line.after()).endArray();
    }
  }

  private void value(Value value) throws IOException {
    switch (value) {
      case Value.Text text -> json.value(text.text());
      case Value.Whole whole -> json.value(whole.number());
      case Value.Real real -> json.value(real.number());
      case Value.Bool bool -> json.value(bool.truth());
      case Value.Nothing _ -> json.nullValue();
      case Value.Sequence list -> array(list.items());
      case Value.Tuple tuple -> array(tuple.items());
      case Value.Group set -> array(set.items());
      case Value.Mapping dict -> object(dict.entries());
      case Value.Failure failure -> json.value(PythonRepr.repr(failure));
    }
  }

  private void array(List<Value> items) throws IOException {
    json.beginArray();
    for (Value item : items) {
      value(item);
    }
    json.endArray();
  }

  private void object(Map<Value, Value> entries) throws IOException {
    json.beginObject();
    for (var entry : entries.entrySet()) {
      json.name(PythonRepr.str(entry.getKey()));
      value(entry.getValue());
    }
    json.endObject();
  }
}
