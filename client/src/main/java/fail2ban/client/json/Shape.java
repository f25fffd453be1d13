package fail2ban.client.json;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;

/** Takes replies apart. */
final class Shape {

  private Shape() {}

  /** The members of a list or tuple. */
  static List<Value> items(Value value) throws UnexpectedReplyException {
    return switch (value) {
      case Value.Sequence list -> list.items();
      case Value.Tuple tuple -> tuple.items();
      case Value _ -> throw new UnexpectedReplyException(value);
    };
  }

  static List<Value> exactly(int count, Value value) throws UnexpectedReplyException {
    List<Value> items = items(value);
    if (items.size() != count) {
      throw new UnexpectedReplyException(value);
    }
    return items;
  }

  static Map<Value, Value> entries(Value value) throws UnexpectedReplyException {
    if (value instanceof Value.Mapping(Map<Value, Value> entries)) {
      return entries;
    }
    throw new UnexpectedReplyException(value);
  }

  static String text(Value value) {
    return PythonRepr.str(value);
  }
}
