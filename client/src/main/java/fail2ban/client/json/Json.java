package fail2ban.client.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;

/** Any value as JSON: lists, tuples and sets are arrays, numbers are numbers. */
final class Json {

  private Json() {}

  static JsonElement of(Value value) {
    return switch (value) {
      case Value.Text text -> new JsonPrimitive(text.text());
      case Value.Whole whole -> new JsonPrimitive(whole.number());
      case Value.Real real -> real(real.number());
      case Value.Bool bool -> new JsonPrimitive(bool.truth());
      case Value.Nothing _ -> JsonNull.INSTANCE;
      case Value.Sequence list -> array(list.items());
      case Value.Tuple tuple -> array(tuple.items());
      case Value.Group set -> array(set.items());
      case Value.Mapping dict -> object(dict.entries());
      case Value.Failure failure -> new JsonPrimitive(PythonRepr.repr(failure));
    };
  }

  static JsonArray array(List<Value> items) {
    var array = new JsonArray(items.size());
    items.forEach(item -> array.add(of(item)));
    return array;
  }

  private static JsonObject object(Map<Value, Value> entries) {
    var object = new JsonObject();
    entries.forEach((key, value) -> object.add(PythonRepr.str(key), of(value)));
    return object;
  }

  /** JSON has no word for what is no number or without end. */
  private static JsonElement real(double number) {
    return Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
  }
}
