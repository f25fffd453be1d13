package fail2ban.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags of a text that distinguishes bans, such as {@code <F-USER>@<ip>}. Immutable.
 *
 * @param tags in their order
 */
public record TagValues(List<String> tags) {

  private static final Pattern TAG = Pattern.compile("<([^ <>]+)>");

  public TagValues {
    tags = List.copyOf(tags);
  }

  public static TagValues in(String text) {
    var tags = new ArrayList<String>();
    for (Matcher tag = TAG.matcher(text); tag.find(); ) {
      tags.add(tag.group(1));
    }
    return new TagValues(tags);
  }

  /**
   * What the tags stand for. Values stay apart: nobody who chooses one of them, a user name for
   * instance, can make it look like two. Unknown tags are empty.
   *
   * @param values may wait
   */
  public List<String> of(TagSource values) {
    return tags.stream().map(tag -> values.value(tag).orElse("")).toList();
  }
}
