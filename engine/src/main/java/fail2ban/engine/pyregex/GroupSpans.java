package fail2ban.engine.pyregex;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A match, numbered as Python does. Immutable. */
final class GroupSpans implements Search.Match {

  private final SearchedText text;
  private final Map<String, Integer> names;

  /** Start and end of group 0, of group 1, and so on. */
  private final int[] offsets;

  /**
   * A match.
   *
   * @param offsets start and end of each group, group 0 first; −1 for those that took no part
   */
  GroupSpans(SearchedText text, Map<String, Integer> names, int[] offsets) {
    this.text = text;
    this.names = names;
    this.offsets = offsets;
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
    return start < 0 ? null : text.text().substring(start, end(group));
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
