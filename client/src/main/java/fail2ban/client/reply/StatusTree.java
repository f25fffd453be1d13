package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The trees of {@code status}, whose labels and tabs scripts look for. */
final class StatusTree {

  private StatusTree() {}

  /** {@code status} and {@code status --all}: two lines, and all jails where they are given. */
  static String server(Value reply) throws UnprintableException {
    var lines = new ArrayList<String>();
    lines.add("Status");
    Iterator<Value> items = Parts.items(reply).iterator();
    while (items.hasNext()) {
      Value item = items.next();
      boolean last = !items.hasNext();
      if (item instanceof Value.Mapping jails) {
        lines.add((last ? "`- " : "|- ") + "Status for the jails: ");
        jails(jails, last ? "   " : "|  ", lines);
      } else {
        lines.add((last ? "`- " : "|- ") + entry(item));
      }
    }
    return String.join("\n", lines);
  }

  /** True for the tree of one jail, which servers before 1.1 answer whatever the flavor. */
  static boolean fits(Value reply) {
    return reply instanceof Value.Sequence(List<Value> branches)
        && branches.stream().allMatch(Value.Tuple.class::isInstance);
  }

  /** {@code status JAIL}. */
  static String jail(String name, Value reply) throws UnprintableException {
    var lines = new ArrayList<String>();
    lines.add("Status for the jail: " + name);
    branches(reply, "", lines);
    return String.join("\n", lines);
  }

  private static void jails(Value.Mapping jails, String indent, List<String> lines)
      throws UnprintableException {
    Iterator<Map.Entry<Value, Value>> entries = jails.entries().entrySet().iterator();
    while (entries.hasNext()) {
      var jail = entries.next();
      boolean last = !entries.hasNext();
      lines.add(indent + (last ? "`- " : "|- ") + "Jail: " + PythonRepr.str(jail.getKey()));
      branches(jail.getValue(), indent + (last ? "   " : "|  "), lines);
    }
  }

  private static void branches(Value status, String indent, List<String> lines)
      throws UnprintableException {
    Iterator<Value> branches = Parts.items(status).iterator();
    while (branches.hasNext()) {
      List<Value> branch = Parts.exactly(2, branches.next());
      boolean last = !branches.hasNext();
      lines.add(indent + (last ? "`- " : "|- ") + PythonRepr.str(branch.get(0)));
      leaves(branch.get(1), indent + (last ? "   " : "|  "), lines);
    }
  }

  private static void leaves(Value branch, String indent, List<String> lines)
      throws UnprintableException {
    Iterator<Value> leaves = Parts.items(branch).iterator();
    while (leaves.hasNext()) {
      Value leaf = leaves.next();
      lines.add(indent + (leaves.hasNext() ? "|- " : "`- ") + entry(leaf));
    }
  }

  /** A label, a tab and what it names; the members of a list stand in one line. */
  private static String entry(Value pair) throws UnprintableException {
    List<Value> both = Parts.exactly(2, pair);
    Value content = both.get(1);
    String shown =
        content instanceof Value.Sequence ? Parts.joined(content, " ") : PythonRepr.str(content);
    return PythonRepr.str(both.get(0)) + ":\t" + shown;
  }
}
