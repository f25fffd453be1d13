package fail2ban.engine.action;

import java.util.Locale;
import java.util.Optional;

/**
 * Gives the values of the tags that depend on the ban at hand. Asked only for tags that a command
 * really uses; may wait for a name server or the database. Safe on any thread.
 */
@FunctionalInterface
public interface TagSource {

  /**
   * @param tag the name between {@code <} and {@code >}
   * @return empty if there is no such tag, which then stays as it is written
   */
  Optional<String> value(String tag);

  /** This source, and for the tags that it does not know the other one. */
  default TagSource or(TagSource other) {
    return tag -> value(tag).or(() -> other.value(tag));
  }

  /** The captured group that a tag {@code F-USER} stands for: {@code user}. */
  static String group(String tag) {
    return tag.substring("F-".length()).toLowerCase(Locale.ROOT);
  }
}
