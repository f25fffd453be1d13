package fail2ban.engine.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a jail looks for. Immutable: every change gives a new set of rules, which the jail's {@link
 * LineFilter} takes over with its memory intact.
 *
 * @param maxLines how many lines an expression may span, at least 1
 */
public record FilterRules(
    Optional<FilterRegex> prefregex,
    List<FilterRegex> failregex,
    List<FilterRegex> ignoreregex,
    int maxLines,
    UseDns useDns) {

  private static final FilterRules EMPTY =
      new FilterRules(Optional.empty(), List.of(), List.of(), 1, UseDns.WARN);

  public FilterRules {
    failregex = List.copyOf(failregex);
    ignoreregex = List.copyOf(ignoreregex);
    if (maxLines < 1) {
      throw new IllegalArgumentException("maxlines " + maxLines);
    }
  }

  /** The rules of a new jail: nothing is looked for, names are resolved with a warning. */
  public static FilterRules empty() {
    return EMPTY;
  }

  /**
   * Sets the expression that each line must match first, or none for an empty text.
   *
   * @throws RegexException if it does not compile
   */
  public FilterRules withPrefregex(String expression) throws RegexException {
    Optional<FilterRegex> changed =
        expression.isEmpty()
            ? Optional.empty()
            : Optional.of(FilterRegex.compile(expression, useDns, false));
    return new FilterRules(changed, failregex, ignoreregex, maxLines, useDns);
  }

  /**
   * Adds an expression that means a failure.
   *
   * @throws RegexException if it is empty, does not compile, or neither it nor the prefregex tells
   *     whom to blame
   */
  public FilterRules addFailregex(String expression) throws RegexException {
    FilterRegex regex = FilterRegex.compile(expression, useDns, maxLines > 1);
    if (!regex.identifies() && prefregex.filter(FilterRegex::identifies).isEmpty()) {
      throw new RegexException("No failure-id group in '" + regex.text() + "'");
    }
    return withFailregex(added(failregex, regex));
  }

  /**
   * Adds an expression that excuses a line.
   *
   * @throws RegexException if it is empty or does not compile
   */
  public FilterRules addIgnoreregex(String expression) throws RegexException {
    return withIgnoreregex(added(ignoreregex, FilterRegex.compile(expression, useDns, false)));
  }

  /** Without the failregex of that index; empty if there is none, which the log calls an error. */
  public Optional<FilterRules> deleteFailregex(int index) {
    return removed(failregex, index).map(this::withFailregex);
  }

  /** Without the ignoreregex of that index; empty if there is none. */
  public Optional<FilterRules> deleteIgnoreregex(int index) {
    return removed(ignoreregex, index).map(this::withIgnoreregex);
  }

  /** What the log says, as ERROR, when an expression to delete does not exist. */
  public static String noSuchIndex(int index) {
    return "Cannot remove regular expression. Index " + index + " is not valid";
  }

  /** Expressions already there keep the meaning they were added with, as in fail2ban. */
  public FilterRules withMaxLines(int lines) {
    return new FilterRules(prefregex, failregex, ignoreregex, lines, useDns);
  }

  /** Expressions already there keep the meaning they were added with, as in fail2ban. */
  public FilterRules withUseDns(UseDns use) {
    return new FilterRules(prefregex, failregex, ignoreregex, maxLines, use);
  }

  /**
   * True if a failregex sees nothing but what stands in the line: no lines before it, and no
   * content that the prefregex puts together of several groups.
   */
  public boolean seeOneLine() {
    return maxLines == 1 && prefregex.filter(FilterRegex::joinsContent).isEmpty();
  }

  /** As fail2ban does: few ignoreregexes are cheaper to try than many failregexes. */
  boolean ignoringComesFirst() {
    return ignoreregex.size() < failregex.size() - 2;
  }

  /** The source of the prefregex with its tags replaced, empty if there is none. */
  public String prefregexText() {
    return prefregex.map(FilterRegex::text).orElse("");
  }

  /** The failregexes with their tags replaced. */
  public List<String> failregexTexts() {
    return failregex.stream().map(FilterRegex::text).toList();
  }

  /** The ignoreregexes with their tags replaced. */
  public List<String> ignoreregexTexts() {
    return ignoreregex.stream().map(FilterRegex::text).toList();
  }

  private FilterRules withFailregex(List<FilterRegex> changed) {
    return new FilterRules(prefregex, changed, ignoreregex, maxLines, useDns);
  }

  private FilterRules withIgnoreregex(List<FilterRegex> changed) {
    return new FilterRules(prefregex, failregex, changed, maxLines, useDns);
  }

  private static List<FilterRegex> added(List<FilterRegex> list, FilterRegex regex) {
    var changed = new ArrayList<>(list);
    changed.add(regex);
    return changed;
  }

  private static Optional<List<FilterRegex>> removed(List<FilterRegex> list, int index) {
    if (index < 0 || index >= list.size()) {
      return Optional.empty();
    }
    var changed = new ArrayList<>(list);
    changed.remove(index);
    return Optional.of(changed);
  }
}
