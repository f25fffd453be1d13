package fail2ban.server.store;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the column {@code data}, whoever wrote it: fail2ban, this program, an older version. */
final class TicketReader {

  static final Set<String> OWN_KEYS = Set.of("matches", "failures");

  private final JsonReader json;

  private TicketReader(JsonReader json) {
    this.json = json;
  }

  /**
   * Decodes the column.
   *
   * @throws IOException if the bytes are no JSON object, with what is wrong
   */
  static TicketData decode(byte[] data) throws IOException {
    var json = new JsonReader(new StringReader(new String(data, StandardCharsets.UTF_8)));
    json.setStrictness(Strictness.LENIENT);
    try {
      return ticket(new TicketReader(json).object());
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IOException(e);
    }
  }

  private static TicketData ticket(Map<String, Value> members) {
    var groups = new LinkedHashMap<>(members);
    Value matches = groups.remove("matches");
    Value failures = groups.remove("failures");
    groups.values().removeIf(Value.Nothing.class::isInstance);
    return new TicketData(
        matches instanceof Value.Sequence lines ? lines(lines) : List.of(),
        failures instanceof Value.Whole number
            ? Math.clamp(number.number(), 0, Integer.MAX_VALUE)
            : 0,
        groups);
  }

  private static List<MatchedLine> lines(Value.Sequence lines) {
    return lines.items().stream().map(TicketReader::line).toList();
  }

  private static MatchedLine line(Value line) {
    if (line instanceof Value.Sequence(List<Value> parts) && parts.size() == 3) {
      return new MatchedLine(
          parts.get(0).toString(), parts.get(1).toString(), parts.get(2).toString());
    }
    return new MatchedLine("", "", line.toString());
  }

  private Map<String, Value> object() throws IOException {
    var members = new LinkedHashMap<String, Value>();
    json.beginObject();
    while (json.hasNext()) {
      members.put(json.nextName(), value());
    }
    json.endObject();
    return members;
  }

  private Value value() throws IOException {
    return switch (json.peek()) {
      case BEGIN_OBJECT -> mapping(object());
      case BEGIN_ARRAY -> array();
      case STRING -> Value.text(json.nextString());
      case NUMBER -> number(json.nextString());
      case BOOLEAN -> Value.bool(json.nextBoolean());
      case NULL -> {
        json.nextNull();
        yield Value.NONE;
      }
      case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT ->
          throw new IllegalStateException("no value at " + json.getPath());
    };
  }

  private Value array() throws IOException {
    var items = new ArrayList<Value>();
    json.beginArray();
    while (json.hasNext()) {
      items.add(value());
    }
    json.endArray();
    return new Value.Sequence(items);
  }

  private static Value mapping(Map<String, Value> members) {
    var entries = new LinkedHashMap<Value, Value>();
    members.forEach((name, value) -> entries.put(Value.text(name), value));
    return new Value.Mapping(entries);
  }

  private static Value number(String digits) {
    try {
      return Value.whole(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return new Value.Real(Double.parseDouble(digits));
    }
  }
}
