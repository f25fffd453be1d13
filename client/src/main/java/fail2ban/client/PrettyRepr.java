package fail2ban.client;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;

/** Long lists with one member a line, as {@code --dp} shows them. */
final class PrettyRepr {

  private static final int WIDTH = 1000;
  private static final String INDENT = "  ";

  private PrettyRepr() {}

  static String of(Value value) {
    var out = new StringBuilder();
    append(value, 0, 0, out);
    return out.toString();
  }

  /**
   * @param after how many brackets and commas follow on the same line
   */
  private static void append(Value value, int depth, int after, StringBuilder out) {
    String flat = PythonRepr.repr(value);
    if (INDENT.length() * depth + flat.length() + after <= WIDTH
        || !(value instanceof Value.Sequence(List<Value> items))
        || items.isEmpty()) {
      out.append(flat);
      return;
    }
    out.append("[ ");
    for (int index = 0; index < items.size(); index++) {
      boolean last = index == items.size() - 1;
      append(items.get(index), depth + 1, last ? after + 1 : 1, out);
      out.append(last ? "]" : ",\n" + INDENT.repeat(depth + 1));
    }
  }
}
