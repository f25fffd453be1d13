package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Examines patterns before they are put to use. Stateless; any thread. */
public final class Lint {

  private Lint() {}

  /**
   * What is questionable in a pattern, in order of position.
   *
   * @param addressGroups names of the groups that hold what will be banned
   */
  public static List<Finding> check(
      String pattern, Set<PythonPattern.Flag> flags, Set<String> addressGroups) {
    try {
      SyntaxTree tree = PythonPattern.compile(pattern, flags).tree();
      List<Finding> findings = new ArrayList<>(AmbiguousRepeats.find(tree));
      findings.addAll(ExposedAddress.find(tree, numbers(tree, addressGroups)));
      findings.sort(Comparator.comparingInt(Finding::position));
      return List.copyOf(findings);
    } catch (PythonPatternException e) {
      return List.of(new Finding(Finding.Kind.INVALID, e.position(), e.reason()));
    }
  }

  private static Set<Integer> numbers(SyntaxTree tree, Set<String> names) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(tree.names().get(name)).stream())
        .collect(Collectors.toSet());
  }
}
