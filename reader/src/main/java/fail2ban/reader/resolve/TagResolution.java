package fail2ban.reader.resolve;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces {@code <x>} in the values of a filter or action, again and again until only tags are
 * left that nobody defines or that are the server's to fill. Inner tags go first, so {@code
 * <lt_<logtype>/prefix>} builds a name.
 *
 * <p>Belongs to one thread.
 */
public final class TagResolution {

  /** fail2ban's limit for how often one tag may come up in one value. */
  private static final int MAX_ROUNDS = 25;

  private static final int MAX_LENGTH = 1 << 20;

  private static final Pattern TAG = Pattern.compile("<([^ <>]+)>");

  /** Looks a tag's value up. */
  @FunctionalInterface
  public interface Lookup {

    /** Empty where nobody defines the tag. */
    Optional<TracedText> find(String tag) throws UnresolvableException;
  }

  private final Lookup lookup;
  private final Predicate<String> untouched;

  /**
   * @param untouched tags that stay even if they have a value
   */
  public TagResolution(Lookup lookup, Predicate<String> untouched) {
    this.lookup = lookup;
    this.untouched = untouched;
  }

  /**
   * @param tag the name of the value itself, which it must not contain
   */
  public TracedText resolve(String tag, TracedText value) throws UnresolvableException {
    if (value.text().indexOf('<') < 0) {
      return value;
    }
    var rounds = new LinkedHashMap<String, Integer>();
    TracedText text = value;
    Matcher matcher = TAG.matcher(text.text());
    int from = 0;
    while (matcher.find(from)) {
      String name = matcher.group(1);
      Optional<TracedText> replacement =
          untouched.test(name) ? Optional.empty() : lookup.find(name);
      if (replacement.isEmpty()) {
        from = matcher.end();
        continue;
      }
      if (rounds.getOrDefault(name, 0) > MAX_ROUNDS || name.equals(tag)) {
        throw selfReference(tag, name, rounds, text, matcher);
      }
      rounds.merge(name, 1, Integer::sum);
      text = text.replace(matcher.group(), replacement.get());
      limit(tag, text);
      from = restart(text.text(), Math.min(matcher.start(), text.length()));
      matcher = TAG.matcher(text.text());
    }
    return text;
  }

  /** What was put in may complete a tag that opened before it. */
  private static int restart(String text, int at) {
    int from = at;
    while (from > 0 && !isTagEnd(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static boolean isTagEnd(char c) {
    return c == '>' || c == ' ';
  }

  private static void limit(String tag, TracedText text) throws UnresolvableException {
    if (text.length() > MAX_LENGTH) {
      String message = "value of tag " + tag + " grows beyond all bounds";
      throw new UnresolvableException(Problem.error(message).at(text.place(0)));
    }
  }

  private static UnresolvableException selfReference(
      String tag, String found, Map<String, Integer> rounds, TracedText text, Matcher at) {
    String counts =
        rounds.entrySet().stream()
            .map(entry -> PythonRepr.quote(entry.getKey()) + ": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    Problem problem =
        Problem.error(
                "properties contain self referencing definitions and cannot be resolved, fail tag: "
                    + tag
                    + ", found: "
                    + found
                    + " in "
                    + counts
                    + ", value: "
                    + text)
            .at(text.place(at.start()))
            .showing(Excerpt.of(text.text(), at.start(), at.end()));
    return new UnresolvableException(
        rounds.isEmpty()
            ? problem
            : problem.noting("circular: " + tag + " -> " + String.join(" -> ", rounds.keySet())));
  }
}
