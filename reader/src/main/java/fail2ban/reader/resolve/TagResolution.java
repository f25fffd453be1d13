package fail2ban.reader.resolve;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    var rounds = new LinkedHashMap<String, Integer>();
    TracedText text = value;
    int close = text.text().indexOf('>');
    while (close >= 0) {
      int open = opening(text.text(), close);
      String name = open < 0 ? "" : text.text().substring(open + 1, close);
      Optional<TracedText> replacement =
          name.isEmpty() || untouched.test(name) ? Optional.empty() : lookup.find(name);
      if (replacement.isEmpty()) {
        close = text.text().indexOf('>', close + 1);
        continue;
      }
      if (rounds.getOrDefault(name, 0) > MAX_ROUNDS || name.equals(tag)) {
        throw selfReference(tag, name, rounds, text, open);
      }
      rounds.merge(name, 1, Integer::sum);
      text = text.replace("<" + name + ">", replacement.get());
      limit(tag, text);
      close = text.text().indexOf('>', restart(text.text(), Math.min(open, text.length())));
    }
    return text;
  }

  /** Index of the bracket that opens the tag which ends at {@code close}, or -1. */
  private static int opening(String text, int close) {
    for (int at = close - 1; at >= 0; at--) {
      char c = text.charAt(at);
      if (c == '<') {
        return at;
      }
      if (isTagEnd(c)) {
        return -1;
      }
    }
    return -1;
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
      String tag, String found, Map<String, Integer> rounds, TracedText text, int open) {
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
            .at(text.place(open))
            .showing(Excerpt.of(text.text(), open, open + found.length() + 2));
    return new UnresolvableException(
        rounds.isEmpty()
            ? problem
            : problem.noting("circular: " + tag + " -> " + String.join(" -> ", rounds.keySet())));
  }
}
