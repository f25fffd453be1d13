package fail2ban.server.jail;

import java.time.Duration;

/**
 * {@code ignorecache}: how verdicts of {@code ignorecommand} are kept.
 *
 * @param key a text with tags; failures for which these have the same values share a verdict
 * @param maxCount verdicts kept; none are if this is not positive
 * @param maxTime how long each holds; none does if this is not positive
 */
public record IgnoreCache(String key, int maxCount, Duration maxTime) {

  public static final int STANDARD_COUNT = 100;
  public static final Duration STANDARD_TIME = Duration.ofMinutes(5);
}
