package fail2ban.engine.pyregex;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A parsed pattern.
 *
 * @param source the pattern's text
 * @param groupCount how many capturing groups it has
 * @param names the numbers of the named ones, in order of appearance
 * @param widths how much text its nodes can match
 * @param askedGroups groups whose being set a conditional asks for
 */
record SyntaxTree(
    String source,
    Node root,
    int groupCount,
    Map<String, Integer> names,
    Widths widths,
    Set<Integer> askedGroups) {

  public SyntaxTree {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    askedGroups = Set.copyOf(askedGroups);
  }

  PythonPatternException unsupported(String what, int position) {
    return new PythonPatternException(what + " is not supported", source, position);
  }
}
