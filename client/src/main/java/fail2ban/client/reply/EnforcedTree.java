package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tree of {@code get JAIL enforced}: for each action what it should have in force, and has. */
final class EnforcedTree {

  private EnforcedTree() {}

  /**
   * @param reply a dict of dicts, by action
   */
  static String of(String jail, Value reply) throws UnprintableException {
    if (!(reply instanceof Value.Mapping(Map<Value, Value> actions))) {
      throw new UnprintableException(reply);
    }
    var branches = new ArrayList<String>();
    for (var action : actions.entrySet()) {
      boolean last = branches.size() == actions.size() - 1;
      branches.add(
          PythonRepr.str(action.getKey()) + figures(action.getValue(), last ? "   " : "|  "));
    }
    return branches.isEmpty()
        ? "No action for the jail: " + jail
        : Parts.tree("Enforcement for the jail: " + jail, branches);
  }

  private static String figures(Value figures, String indent) throws UnprintableException {
    if (!(figures instanceof Value.Mapping(Map<Value, Value> fields))) {
      throw new UnprintableException(figures);
    }
    var lines = new ArrayList<String>();
    for (var field : fields.entrySet()) {
      String name = PythonRepr.str(field.getKey());
      String label = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      lines.add("%s:\t%s".formatted(label, shown(field.getValue())));
    }
    return Parts.tree("", lines).replace("\n", "\n" + indent);
  }

  /** A list by its length and its members; what is not known, as such. */
  private static String shown(Value figure) throws UnprintableException {
    return switch (figure) {
      case Value.Nothing _ -> "unknown";
      case Value.Sequence(List<Value> items) ->
          items.isEmpty() ? "0" : items.size() + "\t" + Parts.joined(figure, " ");
      default -> PythonRepr.str(figure);
    };
  }
}
