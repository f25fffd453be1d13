package fail2ban.engine.pyregex;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A pattern as {@code java.util.regex} has it. Immutable.
 *
 * @param numbers Java's number of each of Python's groups, 0 first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JavaPattern(Pattern pattern, int[] numbers) {

  /**
   * The pattern that means the same as a tree.
   *
   * @throws PythonPatternException if Java cannot be made to do what the tree says
   */
  static JavaPattern of(SyntaxTree tree) throws PythonPatternException {
    Pattern pattern = Pattern.compile(JavaTranslator.translate(tree), Pattern.UNIX_LINES);
    Map<String, Integer> named = pattern.namedGroups();
    return new JavaPattern(
        pattern,
        IntStream.rangeClosed(0, tree.groupCount())
            .map(number -> named.getOrDefault(JavaTranslator.groupName(number), 0))
            .toArray());
  }

  /** Start and end of each group of the first match at or after an index. */
  Optional<int[]> find(CharSequence text, int from) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find(from)) {
      return Optional.empty();
    }
    int[] offsets = new int[2 * numbers.length];
    for (int group = 0; group < numbers.length; group++) {
      offsets[2 * group] = matcher.start(numbers[group]);
      offsets[2 * group + 1] = matcher.end(numbers[group]);
    }
    return Optional.of(offsets);
  }
}
