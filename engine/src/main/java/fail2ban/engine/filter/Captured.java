package fail2ban.engine.filter;

import fail2ban.engine.pyregex.Search;
import fail2ban.engine.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a match captured, by group name; groups that took no part are left out. */
final class Captured {

  private Captured() {}

  static Map<String, Value> of(FilterRegex regex, Search.Match match) {
    var groups = new GroupMap();
    NamedGroups named = regex.named();
    for (int index = 0; index < named.names().size(); index++) {
      String text = match.group(named.numbers().get(index));
      if (text != null) {
        groups.add(named.names().get(index), Value.text(text));
      }
    }
    regex.combined().fill(groups);
    return groups;
  }

  /** The same, with {@link Value#NONE} for groups that took no part. */
  static Map<String, Value> withAbsent(FilterRegex regex, Search.Match match) {
    var groups = new GroupMap();
    NamedGroups named = regex.named();
    for (int index = 0; index < named.names().size(); index++) {
      String text = match.group(named.numbers().get(index));
      groups.add(named.names().get(index), text == null ? Value.NONE : Value.text(text));
    }
    regex.combined().fill(groups);
    return groups;
  }

  /** The text of a group, empty if it is absent. */
  static String text(Map<String, Value> groups, String name) {
    return text(groups.get(name));
  }

  /** Empty for a value that is absent. */
  static String text(@Nullable Value value) {
    return value == null || value.equals(Value.NONE) ? "" : value.toString();
  }

  static boolean has(Map<String, Value> groups, String name) {
    return !text(groups, name).isEmpty();
  }
}
