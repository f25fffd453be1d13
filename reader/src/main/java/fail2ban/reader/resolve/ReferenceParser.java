package fail2ban.reader.resolve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes {@code name[a=b, c="d,e"][f=g]} apart, as strictly as fail2ban since 1.0. Stateless; the
 * messages are fail2ban's.
 */
public final class ReferenceParser {

  private static final Pattern OPTION =
      Pattern.compile(
          "\\s*([\\w.-]+(?:\\?\\w+=\\w+)?)=(?:\"([^\"]*)\"|'([^']*)'|([^,\\]]*))",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern SEPARATOR = Pattern.compile(",|\\]\\s*\\[|\\s*$");

  private ReferenceParser() {}

  /**
   * @throws UnresolvableException where the text breaks the syntax
   */
  public static Reference parse(String text) throws UnresolvableException {
    int open = text.indexOf('[');
    if (open < 0) {
      return new Reference(text, Map.of());
    }
    if (open == 0 || !text.endsWith("]")) {
      throw new UnresolvableException("unexpected option syntax", Optional.empty());
    }
    return new Reference(
        text.substring(0, open), parameters(text.substring(open + 1, text.length() - 1)));
  }

  private static Map<String, String> parameters(String text) throws UnresolvableException {
    var parameters = new LinkedHashMap<String, String>();
    Matcher option = OPTION.matcher(text);
    Matcher separator = SEPARATOR.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.substring(at).isBlank()) {
        break;
      }
      if (!option.region(at, text.length()).lookingAt()) {
        throw failure("expected option, wrong syntax at " + at, text, at);
      }
      if (!separator.region(option.end(), text.length()).lookingAt()) {
        throw failure(
            "unexpected syntax at " + option.end() + " after option '" + option.group(1) + "'",
            text,
            option.end());
      }
      parameters.put(option.group(1), value(option));
      at = separator.end();
    }
    return parameters;
  }

  private static String value(Matcher option) {
    if (option.group(2) != null) {
      return option.group(2);
    }
    return option.group(3) != null ? option.group(3) : option.group(4).strip();
  }

  private static UnresolvableException failure(String message, String text, int at) {
    return new UnresolvableException(message + ": " + text.substring(at), Optional.empty());
  }
}
