package fail2ban.engine.pyregex;

import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** A match, numbered as Python does. Immutable. */
final class GroupSpans implements Search.Match {

  private final String text;
  private final Map<String, Integer> names;

  /** Start and end of group 0, of group 1, and so on. */
  private final int[] offsets;

  /**
   * Takes over what Java has found.
   *
   * @param javaNumbers Java's number of each of Python's groups, 0 first
   */
  GroupSpans(String text, Map<String, Integer> names, int[] javaNumbers, MatchResult found) {
    this.text = text;
    this.names = names;
    this.offsets = new int[2 * javaNumbers.length];
    for (int group = 0; group < javaNumbers.length; group++) {
      offsets[2 * group] = found.start(javaNumbers[group]);
      offsets[2 * group + 1] = found.end(javaNumbers[group]);
    }
  }

  @Override
  public int start() {
    return offsets[0];
  }

  @Override
  public int end() {
    return offsets[1];
  }

  @Override
  public int start(int group) {
    return offsets[2 * group];
  }

  @Override
  public int end(int group) {
    return offsets[2 * group + 1];
  }

  @Override
  public @Nullable String group(int group) {
    int start = start(group);
    return start < 0 ? null : text.substring(start, end(group));
  }

  @Override
  public @Nullable String group(String name) {
    Integer number = names.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no such group: " + name);
    }
    return group(number);
  }
}
