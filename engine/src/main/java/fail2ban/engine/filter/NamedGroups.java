package fail2ban.engine.filter;

import fail2ban.engine.pyregex.PythonPattern;
import java.util.List;

/**
 * The named groups of an expression, in the order in which they appear. Immutable.
 *
 * @param names each interned, so that names are told apart at a glance
 * @param numbers of the groups, by the index of their names
 */
record NamedGroups(List<String> names, List<Integer> numbers) {

  NamedGroups {
    names = List.copyOf(names);
    numbers = List.copyOf(numbers);
  }

  static NamedGroups of(PythonPattern pattern) {
    return new NamedGroups(
        pattern.groups().keySet().stream().map(String::intern).toList(),
        List.copyOf(pattern.groups().values()));
  }
}
