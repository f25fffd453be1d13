package fail2ban.engine.pyregex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled pattern in the dialect of Python's {@code re}. Immutable and safe on any thread; each
 * search makes a matcher of its own.
 */
public final class PythonPattern {

  /** Python's compile flags that fail2ban uses. */
  public enum Flag {
    IGNORECASE,
    MULTILINE
  }

  private final String source;
  private final Pattern pattern;

  private PythonPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @throws PythonPatternException with Python's wording and the position of the fault
   */
  public static PythonPattern compile(String source, Set<Flag> flags)
      throws PythonPatternException {
    int bits = Pattern.UNIX_LINES;
    if (flags.contains(Flag.IGNORECASE)) {
      bits |= Pattern.CASE_INSENSITIVE;
    }
    if (flags.contains(Flag.MULTILINE)) {
      bits |= Pattern.MULTILINE;
    }
    try {
      return new PythonPattern(source, Pattern.compile(source.replace("(?P<", "(?<"), bits));
    } catch (PatternSyntaxException e) {
      throw new PythonPatternException(e.getDescription(), source, e.getIndex());
    }
  }

  public static PythonPattern compile(String source) throws PythonPatternException {
    return compile(source, Set.of());
  }

  /** The pattern as it was given. */
  public String source() {
    return source;
  }

  /** Names of the groups and their numbers, in order of appearance. */
  public Map<String, Integer> groups() {
    return new LinkedHashMap<>(pattern.namedGroups());
  }

  /** The first match anywhere in the text, as {@code pattern.search(text)}. */
  public Search search(CharSequence text, StepBudget budget) {
    return search(text, 0, text.length(), budget);
  }

  /**
   * The first match that starts at or after {@code from}, as {@code pattern.search(text, from,
   * to)}: the text ends at {@code to}, what stands before {@code from} is seen by look-behind and
   * word boundaries, and {@code ^} still means the beginning of the whole text.
   */
  public Search search(CharSequence text, int from, int to, StepBudget budget) {
    Matcher matcher = pattern.matcher(text.subSequence(0, to));
    return matcher.find(from) ? new StubMatch(matcher) : new Search.NoMatch();
  }

  private record StubMatch(Matcher matcher) implements Search.Match {
    @Override
    public int start() {
      return matcher.start();
    }

    @Override
    public int end() {
      return matcher.end();
    }

    @Override
    public int start(int group) {
      return matcher.start(group);
    }

    @Override
    public int end(int group) {
      return matcher.end(group);
    }

    @Override
    public String group(int group) {
      return matcher.group(group);
    }

    @Override
    public String group(String name) {
      return matcher.group(name);
    }
  }
}
