package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.server.jail.IgnoreCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of {@code ignorecache}: {@code key="<ip>", max-count=100, max-time=5m}, written like
 * the parameters of a filter. What is wrong with it is told in fail2ban's words.
 */
final class IgnoreCacheWords {

  private IgnoreCacheWords() {}

  /** Empty, for no cache, if the text is. */
  static Optional<IgnoreCache> read(String text) throws CommandFailure {
    return text.isBlank() ? Optional.empty() : Optional.of(cache(options(text)));
  }

  static Value shown(IgnoreCache cache) {
    return Value.list(
        Value.text(cache.key()),
        Value.whole(cache.maxCount()),
        Value.whole(cache.maxTime().toSeconds()));
  }

  private static Map<String, String> options(String text) throws CommandFailure {
    try {
      return ReferenceParser.parse(TracedText.builtIn("ignorecache[" + text + "]")).texts();
    } catch (UnresolvableException e) {
      throw CommandFailure.badValue(e.problem().message());
    }
  }

  private static IgnoreCache cache(Map<String, String> options) throws CommandFailure {
    String key = options.get("key");
    if (key == null) {
      throw CommandFailure.unknownKey("key");
    }
    String count = options.get("max-count");
    String time = options.get("max-time");
    return new IgnoreCache(
        key,
        count == null ? IgnoreCache.STANDARD_COUNT : new Words(List.of(Value.text(count))).number(),
        time == null
            ? IgnoreCache.STANDARD_TIME
            : Duration.ofSeconds(new Words(List.of(Value.text(time))).seconds()));
  }
}
