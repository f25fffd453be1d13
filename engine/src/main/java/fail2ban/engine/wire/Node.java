package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What stands on the stack while a pickle is read; collections still grow there. */
sealed interface Node {

  /** Where the items of a collection begin. */
  record Mark() implements Node {}

  record Leaf(Value value) implements Node {}

  record TupleOf(List<Node> items) implements Node {}

  /** The one kind whose identity matters: a list may be filled after it was remembered. */
  final class Collection implements Node {
    final Kind kind;

    /** Keys and values in turn for a dict. */
    final List<Node> items = new ArrayList<>();

    Collection(Kind kind) {
      this.kind = kind;
    }
  }

  enum Kind {
    LIST,
    DICT,
    SET
  }

  /** A class named in a reply; never looked up. */
  record ClassName(String module, String name) implements Node {}

  /** A class applied to arguments; never carried out. */
  record Call(ClassName target, List<Node> arguments) implements Node {}
}
