package fail2ban.engine.jail;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets equal values of many offenders be one: they try the same few names, and there may be
 * hundreds of thousands of them. Remembers the latest values only. Owned by the jail's thread.
 */
final class SharedValues {

  private static final int REMEMBERED = 512;

  /** Longer ones are rarely alike. */
  private static final int LONGEST = 64;

  /** In the order of their last use. */
  private final LinkedHashMap<Value, Value> known = new LinkedHashMap<>(64, 0.75f, true);

  private String lastDate = "";

  Map<String, Value> shared(Map<String, Value> groups) {
    var shared = new HashMap<String, Value>();
    groups.forEach((name, value) -> shared.put(name, shared(value)));
    return shared;
  }

  /** Lines of one second share the text of their date. */
  List<MatchedLine> shared(List<MatchedLine> lines) {
    return lines.stream().map(this::shared).toList();
  }

  private MatchedLine shared(MatchedLine line) {
    if (line.date().equals(lastDate)) {
      return new MatchedLine(line.before(), lastDate, line.after());
    }
    lastDate = line.date();
    return line;
  }

  private Value shared(Value value) {
    boolean few =
        value instanceof Value.Group(var items) && items.size() == 1 && isShort(items.getFirst());
    return few || isShort(value) ? latest(value) : value;
  }

  private static boolean isShort(Value value) {
    return value instanceof Value.Text(String text) && text.length() <= LONGEST;
  }

  private Value latest(Value value) {
    Value same = known.get(value);
    if (same != null) {
      return same;
    }
    known.put(value, value);
    if (known.size() > REMEMBERED) {
      known.pollFirstEntry();
    }
    return value;
  }
}
