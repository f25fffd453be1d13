package fail2ban.engine.filter;

import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.PythonPattern.Flag;
import fail2ban.engine.pyregex.PythonPatternException;
import java.util.EnumSet;
import java.util.Set;

/**
 * One compiled expression of a filter. Immutable.
 *
 * @param pattern with its tags replaced; its source is what the client is shown
 * @param combined the groups that are filled from others
 */
public record FilterRegex(PythonPattern pattern, CombinedGroups combined) {

  private static final Set<String> IDS =
      Set.of(
          GroupNames.FID,
          GroupNames.IP4,
          GroupNames.IP6,
          GroupNames.DNS,
          GroupNames.CONNECTION,
          GroupNames.HOST);

  /**
   * Replaces the tags and compiles.
   *
   * @param multiline true if {@code ^} and {@code $} are to match at each line
   * @throws RegexException if the expression is empty or does not compile
   */
  static FilterRegex compile(String expression, UseDns useDns, boolean multiline)
      throws RegexException {
    if (expression.isEmpty()) {
      throw new RegexException("Cannot add empty regex");
    }
    String expanded = FailTags.expand(expression, useDns);
    Set<Flag> flags = multiline ? EnumSet.of(Flag.MULTILINE) : EnumSet.noneOf(Flag.class);
    try {
      PythonPattern pattern = PythonPattern.compile(expanded, flags);
      return new FilterRegex(pattern, CombinedGroups.of(pattern.groups().keySet()));
    } catch (PythonPatternException e) {
      throw new RegexException(
          "Unable to compile regular expression '" + expanded + "':\n" + e.getMessage());
    }
  }

  /** The expression with its tags replaced. */
  public String text() {
    return pattern.source();
  }

  /** True if a match can tell whom to blame, or at least which connection. */
  boolean identifies() {
    return pattern.groups().keySet().stream().anyMatch(IDS::contains);
  }

  /** True if the content of a match is no part of the text, but made of several parts. */
  boolean joinsContent() {
    return combined.tuples().containsKey(GroupNames.CONTENT);
  }
}
