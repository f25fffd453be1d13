package fail2ban.engine.jail;

import java.time.Duration;

/**
 * The numbers a jail decides by. The standard ones are those of a fail2ban server that was told
 * nothing else.
 *
 * @param maxRetry failures within {@code findTime} that lead to a ban; below 1 the first one does
 * @param findTime how far back failures count
 * @param banTime how long a ban lasts that has no time of its own
 * @param maxMatches how many log lines a tally or ban keeps; 0 for none
 */
public record JailLimits(int maxRetry, Duration findTime, BanTime banTime, int maxMatches) {

  public static final JailLimits STANDARD =
      new JailLimits(3, Duration.ofSeconds(600), new BanTime(600), 5);

  public JailLimits {
    if (maxMatches < 0) {
      throw new IllegalArgumentException("maxmatches " + maxMatches);
    }
  }

  public JailLimits withMaxRetry(int value) {
    return new JailLimits(value, findTime, banTime, maxMatches);
  }

  public JailLimits withFindTime(Duration value) {
    return new JailLimits(maxRetry, value, banTime, maxMatches);
  }

  public JailLimits withBanTime(BanTime value) {
    return new JailLimits(maxRetry, findTime, value, maxMatches);
  }

  public JailLimits withMaxMatches(int value) {
    return new JailLimits(maxRetry, findTime, banTime, value);
  }
}
