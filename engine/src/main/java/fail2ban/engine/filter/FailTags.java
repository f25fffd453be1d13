package fail2ban.engine.filter;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces the tags of a filter expression ({@code <HOST>}, {@code <F-USER>} …) by regular
 * expressions. Lives for one expression.
 */
final class FailTags {

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Z][A-Z0-9_-]*)(/?)>");
  private static final Pattern GROUP_FLAGS =
      Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\((?:\\?:)?\\(\\?([aiLmsux]+)\\)");

  private static final String IP4 = "(?:::f{4,6}:)?(?P<ip4>(?:\\d{1,3}\\.){3}\\d{1,3})";
  private static final String IP6 =
      "(?P<ip6>(?:[0-9a-fA-F]{1,4}::?|::){1,7}(?:[0-9a-fA-F]{1,4}|(?<=:):))";
  private static final String DNS = "(?P<dns>[\\w\\-.^_]*\\w)";
  private static final String EITHER = "(?:" + IP4 + "|" + IP6 + ")";
  private static final String ADDRESS = "\\[?" + EITHER + "\\]?";
  private static final String HOST = "(?:" + ADDRESS + "|" + DNS + ")";
  private static final String CIDR = "(?P<cidr>\\d+)";
  private static final String SUBNET = "\\[?" + EITHER + "(?:/" + CIDR + ")?\\]?";
  private static final String FIELD = "F-";

  private final String host;
  private final Map<String, Integer> open = new HashMap<>();
  private int skipped;

  private FailTags(UseDns useDns) {
    this.host = useDns == UseDns.NO ? ADDRESS : HOST;
  }

  /**
   * The expression with its tags replaced, which {@code get JAIL failregex} shows.
   *
   * @param useDns decides whether {@code <HOST>} accepts names
   */
  static String expand(String expression, UseDns useDns) {
    return flagged(tagged(expression, useDns)).text();
  }

  /** Where in the expression the part stands from which an index of its expansion comes. */
  static int sourceOf(String expression, UseDns useDns, int index) {
    Rewriting tagged = tagged(expression, useDns);
    return tagged.sourceOf(flagged(tagged).sourceOf(index));
  }

  private static Rewriting tagged(String expression, UseDns useDns) {
    var tags = new FailTags(useDns);
    return Rewriting.of(
        expression,
        TAG,
        tag ->
            tags.regex(
                tag.group(), tag.group(2), !tag.group(1).isEmpty(), !tag.group(3).isEmpty()));
  }

  private static Rewriting flagged(Rewriting tagged) {
    return Rewriting.of(
        tagged.text(), GROUP_FLAGS, found -> found.group(1) + "(?" + found.group(2) + ":");
  }

  private String regex(String tag, String name, boolean closing, boolean complete) {
    if (name.startsWith(FIELD) && name.length() > FIELD.length()) {
      return field(tag, name.substring(FIELD.length()), closing, complete);
    }
    return closing || complete ? tag : simple(tag, name);
  }

  private String simple(String tag, String name) {
    return switch (name) {
      case "HOST" -> host;
      case "SKIPLINES" -> "\\n(?P<skiplines" + skipped++ + ">(?:(?:.*\\n)*?))";
      default -> wellKnown(tag, name);
    };
  }

  private static String wellKnown(String tag, String name) {
    return switch (name) {
      case "ADDR" -> ADDRESS;
      case "IP4" -> IP4;
      case "IP6" -> IP6;
      case "DNS" -> DNS;
      case "CIDR" -> CIDR;
      case "SUBNET" -> SUBNET;
      default -> tag;
    };
  }

  private String field(String tag, String name, boolean closing, boolean complete) {
    if (complete) {
      return switch (name) {
        case "ID" -> "(?P<fid>\\S+)";
        case "PORT" -> "(?P<fport>\\w+)";
        default -> wellKnown(tag, name);
      };
    }
    if (!closing) {
      open.merge(name, 1, Integer::sum);
      return "(?P<" + group(name) + ">";
    }
    if (open.getOrDefault(name, 0) == 0) {
      return tag;
    }
    open.merge(name, -1, Integer::sum);
    return ")";
  }

  private static String group(String name) {
    return GroupNames.of(name.toLowerCase(Locale.ROOT));
  }
}
