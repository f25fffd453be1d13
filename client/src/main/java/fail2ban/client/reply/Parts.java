package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Takes replies apart and puts lists together. */
final class Parts {

  private Parts() {}

  /** The members of a list, tuple or set. */
  static List<Value> items(Value value) throws UnprintableException {
    // Aside from the switch: the first one over patterns costs a client as much as all the rest.
    if (value instanceof Value.Sequence list) {
      return list.items();
    }
    if (value instanceof Value.Tuple tuple) {
      return tuple.items();
    }
    return switch (value) {
      case Value.Sequence list -> list.items();
      case Value.Tuple tuple -> tuple.items();
      case Value.Group set -> set.items();
      case Value.Text _,
          Value.Whole _,
          Value.Real _,
          Value.Bool _,
          Value.Nothing _,
          Value.Mapping _,
          Value.Failure _ ->
          throw new UnprintableException(value);
    };
  }

  /** The members of a list that has exactly so many. */
  static List<Value> exactly(int count, Value value) throws UnprintableException {
    List<Value> items = items(value);
    if (items.size() != count) {
      throw new UnprintableException(value);
    }
    return items;
  }

  static List<String> texts(Value list) throws UnprintableException {
    var texts = new ArrayList<String>();
    for (Value item : items(list)) {
      texts.add(PythonRepr.str(item));
    }
    return texts;
  }

  static String joined(Value list, String separator) throws UnprintableException {
    return String.join(separator, texts(list));
  }

  /** A heading and under it the branches of a tree with one level. */
  static String tree(String heading, List<String> branches) {
    var out = new StringBuilder(heading);
    for (int index = 0; index < branches.size(); index++) {
      boolean last = index == branches.size() - 1;
      out.append('\n').append(last ? "`- " : "|- ").append(branches.get(index));
    }
    return out.toString();
  }
}
