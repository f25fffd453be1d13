package fail2ban.server.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log target as written: a word or path, and options in brackets after it.
 *
 * @param options lower-case names with their values, quotes removed
 */
record TargetOptions(String word, Map<String, String> options) {

  private static final Pattern WHOLE = Pattern.compile("([^\\[]+)\\[(.*)\\]\\s*", Pattern.DOTALL);
  private static final Pattern OPTION =
      Pattern.compile(
          "\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\\]]*))\\s*(?:,|\\]\\[|$)");
  private static final Set<String> YES = Set.of("1", "on", "true", "yes");

  TargetOptions {
    options = Map.copyOf(options);
  }

  static TargetOptions parse(String text) {
    Matcher whole = WHOLE.matcher(text.strip());
    if (!whole.matches()) {
      return new TargetOptions(text.strip(), Map.of());
    }
    var options = new HashMap<String, String>();
    Matcher option = OPTION.matcher(whole.group(2));
    while (option.find()) {
      options.put(option.group(1).toLowerCase(Locale.ROOT), value(option));
    }
    return new TargetOptions(whole.group(1).strip(), options);
  }

  private static String value(Matcher option) {
    for (int group = 2; group <= 4; group++) {
      String value = option.group(group);
      if (value != null) {
        return group == 4 ? value.strip() : value;
      }
    }
    return "";
  }

  boolean flag(String name, boolean otherwise) {
    String value = options.get(name);
    return value == null ? otherwise : YES.contains(value.toLowerCase(Locale.ROOT));
  }
}
