package fail2ban.conformance.filters;

import java.util.List;
import java.util.Map;

/**
 * One log line of a sample file.
 *
 * @param number in its file
 * @param expected what is said about it; empty if it must not match
 * @param options the sets of filter options to try it with
 */
public record SampleLine(
    String file,
    int number,
    String text,
    Map<String, Object> expected,
    List<Map<String, Object>> options) {

  boolean described() {
    return !expected.isEmpty();
  }

  boolean matching() {
    return Boolean.TRUE.equals(expected.get("match"));
  }

  /** False if the line is meant for other options. */
  boolean appliesTo(String filter, Map<String, Object> set) {
    Object constraint = expected.get("constraint");
    return constraint == null || holds(constraint.toString(), filter, set);
  }

  /** The three forms of condition that occur in the samples. */
  static boolean holds(String condition, String filter, Map<String, Object> set) {
    Object mode = set.getOrDefault("mode", "");
    return switch (condition.replace(" ", "")) {
      case "name=='sshd'" -> filter.equals("sshd");
      case "opts.get('mode')!='aggressive'" -> !mode.equals("aggressive");
      case "opts.get('mode')=='aggressive'" -> mode.equals("aggressive");
      default -> throw new IllegalArgumentException("unknown condition " + condition);
    };
  }

  String where() {
    return file + ":" + number;
  }
}
