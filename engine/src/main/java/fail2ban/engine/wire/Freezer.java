package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.Node.Call;
import fail2ban.engine.wire.Node.Collection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes values of what a pickle built. A pickle may name one list a million times, or put a list
 * into itself: what it unfolds to is weighed before it is built.
 */
final class Freezer {

  static final int MAX_DEPTH = 64;
  static final int MAX_WEIGHT = 1 << 26;
  private static final int NODE_WEIGHT = 32;

  private int left = MAX_WEIGHT;

  Value freeze(Node node) throws PickleException {
    return freeze(node, 0);
  }

  private Value freeze(Node node, int depth) throws PickleException {
    if (depth > MAX_DEPTH) {
      throw new PickleException("nested deeper than " + MAX_DEPTH + " levels");
    }
    spend(NODE_WEIGHT);
    // What most replies consist of, aside from the switch: the first switch over patterns costs a
    // client as much time as all the rest.
    if (node instanceof Node.Leaf leaf) {
      return leaf(leaf.value());
    }
    if (node instanceof Node.TupleOf tuple) {
      return new Value.Tuple(all(tuple.items(), depth));
    }
    if (node instanceof Collection collection) {
      return collected(collection, depth);
    }
    return switch (node) {
      case Node.Leaf(Value value) -> leaf(value);
      case Node.TupleOf(List<Node> items) -> new Value.Tuple(all(items, depth));
      case Collection collection -> collected(collection, depth);
      case Call call -> called(call, depth);
      case Node.Mark _, Node.ClassName _ -> throw new PickleException("no plain data");
    };
  }

  private Value leaf(Value value) throws PickleException {
    if (value instanceof Value.Text text) {
      spend(text.text().length());
    }
    return value;
  }

  private Value collected(Collection collection, int depth) throws PickleException {
    List<Value> items = all(collection.items, depth);
    return switch (collection.kind) {
      case LIST -> new Value.Sequence(items);
      case SET -> new Value.Group(items);
      case DICT -> new Value.Mapping(pairs(items));
    };
  }

  private static Map<Value, Value> pairs(List<Value> items) {
    var entries = new LinkedHashMap<Value, Value>();
    for (int index = 0; index + 1 < items.size(); index += 2) {
      entries.put(items.get(index), items.get(index + 1));
    }
    return entries;
  }

  private Value called(Call call, int depth) throws PickleException {
    List<Value> arguments = all(call.arguments(), depth);
    boolean string = "str".equals(call.target().name());
    if (string && arguments.size() == 1 && arguments.getFirst() instanceof Value.Text text) {
      return text;
    }
    return new Value.Failure(call.target().module(), call.target().name(), arguments);
  }

  private List<Value> all(List<Node> nodes, int depth) throws PickleException {
    var values = new ArrayList<Value>(nodes.size());
    for (Node node : nodes) {
      values.add(freeze(node, depth + 1));
    }
    return values;
  }

  private void spend(int weight) throws PickleException {
    left -= weight;
    if (left < 0) {
      throw new PickleException("more data than is accepted");
    }
  }
}
