package fail2ban.engine.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps values out of the shell's text. A value with a character that means something to the shell
 * is replaced by {@code $f2bV_NAME} and travels as a positional argument, exactly as action files
 * expect it from fail2ban: a first line assigns {@code f2bV_NAME=$0}, {@code $1} and so on. Other
 * values stand inline, blanks included.
 *
 * <p>Filled for one command by one thread.
 */
final class ShellVariables {

  private static final String SPECIAL = "\\#&;`|*?~<>^()[]{}$'\"\n\r";

  /** Beyond this even a harmless value travels as an argument, so that the script stays small. */
  private static final int LONGEST_INLINE = 4096;

  /** Linux takes no argument of 128 KiB or more; a log line must not make a ban impossible. */
  private static final int LONGEST_ARGUMENT = 120_000;

  private final Map<String, String> valueOf = new LinkedHashMap<>();
  private final Map<String, String> tagOf = new LinkedHashMap<>();

  /** What to write into the script in place of the tag. */
  String safe(String tag, String value) {
    String text = value.replace("\0", "");
    if (text.length() <= LONGEST_INLINE && text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
      return text;
    }
    String variable = variable(tag);
    valueOf.putIfAbsent(variable, shortened(text));
    return "$" + variable;
  }

  /** The script with the line that assigns the variables in front, if it uses any. */
  String declaredBefore(CharSequence script) {
    if (valueOf.isEmpty()) {
      return script.toString();
    }
    var out = new StringBuilder();
    int position = 0;
    for (String variable : valueOf.keySet()) {
      out.append(variable).append('=').append(positional(position++)).append(' ');
    }
    return out.append('\n').append(script).toString();
  }

  List<String> values() {
    return new ArrayList<>(valueOf.values());
  }

  /** {@code $10} would be {@code $1} and a zero. */
  private static String positional(int position) {
    return position < 10 ? "$" + position : "${" + position + "}";
  }

  private String variable(String tag) {
    String name = tag.startsWith("F-") ? "F_" + TagSource.group(tag) : tag;
    String variable = "f2bV_" + name.replaceAll("[^A-Za-z0-9_]", "_");
    while (!tagOf.computeIfAbsent(variable, _ -> tag).equals(tag)) {
      variable += "_";
    }
    return variable;
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_ARGUMENT / 3) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(bytes.length, LONGEST_ARGUMENT);
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
