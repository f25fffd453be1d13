package fail2ban.engine.filter;

import fail2ban.engine.pyregex.Search;
import fail2ban.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a match captured, by group name; groups that took no part are left out. */
final class Captured {

  private Captured() {}

  static Map<String, Value> of(FilterRegex regex, Search.Match match) {
    var groups = new LinkedHashMap<String, Value>();
    regex
        .pattern()
        .groups()
        .forEach((name, number) -> {
          String text = match.group(number);
          if (text != null) {
            groups.put(name, Value.text(text));
          }
        });
    regex.combined().fill(groups);
    return groups;
  }

  /** The text of a group, empty if it is absent. */
  static String text(Map<String, Value> groups, String name) {
    Value value = groups.get(name);
    return value == null ? "" : value.toString();
  }

  static boolean has(Map<String, Value> groups, String name) {
    return !text(groups, name).isEmpty();
  }
}
