package fail2ban.engine.filter;

import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups that are filled from others: the first non-empty of the {@code alt_x…} groups is a
 * substitute for {@code x}, and the {@code tuple_x…} groups are joined to it. Immutable.
 *
 * @param alternatives for each group the ones that may replace it, in order
 * @param tuples for each group the ones that complete it, in order
 */
record CombinedGroups(Map<String, List<String>> alternatives, Map<String, List<String>> tuples) {

  private static final Pattern NAME = Pattern.compile("(alt|tuple)_(.+?)(?:_[0-9]+)?");

  CombinedGroups {
    alternatives = Map.copyOf(alternatives);
    tuples = Map.copyOf(tuples);
  }

  static CombinedGroups of(Collection<String> names) {
    var alternatives = new TreeMap<String, List<String>>();
    var tuples = new TreeMap<String, List<String>>();
    for (String name : names.stream().sorted().toList()) {
      Matcher form = NAME.matcher(name);
      if (form.matches()) {
        (form.group(1).equals("alt") ? alternatives : tuples)
            .computeIfAbsent(GroupNames.of(form.group(2)), _ -> new ArrayList<>())
            .add(name);
      }
    }
    return new CombinedGroups(alternatives, tuples);
  }

  /** Fills the groups of a match. */
  void fill(Map<String, Value> groups) {
    alternatives.forEach((target, names) -> substitute(groups, target, names));
    tuples.forEach((target, names) -> join(groups, target, names));
  }

  private static void substitute(Map<String, Value> groups, String target, List<String> names) {
    if (!Captured.text(groups, target).isEmpty()) {
      return;
    }
    for (String name : names) {
      if (!Captured.text(groups, name).isEmpty()) {
        groups.put(target, groups.getOrDefault(name, Value.NONE));
        return;
      }
    }
  }

  private static void join(Map<String, Value> groups, String target, List<String> names) {
    if (names.stream().noneMatch(groups::containsKey)) {
      return;
    }
    var parts = new ArrayList<Value>();
    parts.add(groups.getOrDefault(target, Value.NONE));
    names.forEach(name -> parts.add(groups.getOrDefault(name, Value.NONE)));
    groups.put(target, new Value.Tuple(parts));
  }
}
