package fail2ban.reader.resolve;

import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
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
  public static Reference parse(TracedText traced) throws UnresolvableException {
    String text = traced.text();
    int open = text.indexOf('[');
    if (open < 0) {
      return new Reference(text, Map.of());
    }
    if (open == 0 || !text.endsWith("]")) {
      int wrong = open == 0 ? 0 : Math.max(open, text.lastIndexOf(']') + 1);
      throw failure("unexpected option syntax", traced, wrong);
    }
    return new Reference(text.substring(0, open), parameters(traced, open + 1, text.length() - 1));
  }

  private static Map<String, TracedText> parameters(TracedText traced, int begin, int end)
      throws UnresolvableException {
    String text = traced.text();
    var parameters = new LinkedHashMap<String, TracedText>();
    Matcher option = OPTION.matcher(text);
    Matcher separator = SEPARATOR.matcher(text);
    int at = begin;
    while (at < end && !text.substring(at, end).isBlank()) {
      if (!option.region(at, end).lookingAt()) {
        throw failure(
            "expected option, wrong syntax at " + (at - begin) + ": " + text.substring(at, end),
            traced,
            at);
      }
      if (!separator.region(option.end(), end).lookingAt()) {
        throw failure(
            "unexpected syntax at "
                + (option.end() - begin)
                + " after option '"
                + option.group(1)
                + "': "
                + text.substring(option.end(), end),
            traced,
            option.end());
      }
      parameters.put(option.group(1), value(option, traced));
      at = separator.end();
    }
    return parameters;
  }

  private static TracedText value(Matcher option, TracedText traced) {
    for (int quoted = 2; quoted <= 3; quoted++) {
      if (option.start(quoted) >= 0) {
        return traced.substring(option.start(quoted), option.end(quoted));
      }
    }
    return traced.substring(option.start(4), option.end(4)).strip();
  }

  private static UnresolvableException failure(String message, TracedText traced, int at) {
    return new UnresolvableException(
        Problem.error(message)
            .at(traced.place(at))
            .showing(Excerpt.of(traced.text(), at, traced.length())));
  }
}
