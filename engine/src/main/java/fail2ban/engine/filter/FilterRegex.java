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
 * @param named the groups that have a name
 */
public record FilterRegex(PythonPattern pattern, CombinedGroups combined, NamedGroups named) {

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
    refuseEmpty(expression);
    String expanded = FailTags.expand(expression, useDns);
    try {
      PythonPattern pattern = PythonPattern.compile(expanded, flags(multiline));
      return new FilterRegex(
          pattern, CombinedGroups.of(pattern.groups().keySet()), NamedGroups.of(pattern));
    } catch (PythonPatternException e) {
      throw refusal(expression, useDns, e);
    }
  }

  /**
   * Tells whether an expression would be accepted, without making it ready to match.
   *
   * @param useDns decides whether {@code <HOST>} accepts names
   * @param multiline true if {@code ^} and {@code $} are to match at each line
   * @return true if a match can tell whom to blame
   * @throws RegexException if the expression is empty or would not compile
   */
  public static boolean checkIdentifies(String expression, UseDns useDns, boolean multiline)
      throws RegexException {
    refuseEmpty(expression);
    try {
      String expanded = FailTags.expand(expression, useDns);
      return identifies(PythonPattern.groupNames(expanded, flags(multiline)));
    } catch (PythonPatternException e) {
      throw refusal(expression, useDns, e);
    }
  }

  private static void refuseEmpty(String expression) throws RegexException {
    if (expression.isEmpty()) {
      throw new RegexException("Cannot add empty regex");
    }
  }

  private static Set<Flag> flags(boolean multiline) {
    return multiline ? EnumSet.of(Flag.MULTILINE) : EnumSet.noneOf(Flag.class);
  }

  private static RegexException refusal(
      String expression, UseDns useDns, PythonPatternException reason) {
    return new RegexException(
        "Unable to compile regular expression '" + reason.pattern() + "':\n" + reason.getMessage(),
        reason.reason(),
        FailTags.sourceOf(expression, useDns, reason.position()));
  }

  /**
   * Where in an expression, as it is written, the part stands from which an index of its {@link
   * #text} comes.
   */
  public static int writtenAt(String expression, UseDns useDns, int index) {
    return FailTags.sourceOf(expression, useDns, index);
  }

  /** The expression with its tags replaced. */
  public String text() {
    return pattern.source();
  }

  /** True if a match can tell whom to blame, or at least which connection. */
  public boolean identifies() {
    return identifies(pattern.groups().keySet());
  }

  private static boolean identifies(Set<String> groups) {
    return groups.stream().anyMatch(IDS::contains);
  }

  /** True if the content of a match is no part of the text, but made of several parts. */
  boolean joinsContent() {
    return combined.tuples().containsKey(GroupNames.CONTENT);
  }
}
