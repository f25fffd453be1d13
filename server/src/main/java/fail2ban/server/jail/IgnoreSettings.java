package fail2ban.server.jail;

import fail2ban.engine.filter.IgnoreList;
import java.util.Optional;

/**
 * Whose failures a jail does not count.
 *
 * @param self the addresses of this machine
 * @param listed {@code ignoreip}
 * @param command run for each failure; exit status 0 ignores it
 * @param cache {@code ignorecache}, how long verdicts are kept, as given
 */
public record IgnoreSettings(
    boolean self, IgnoreList listed, Optional<String> command, Optional<String> cache) {

  public static final IgnoreSettings STANDARD =
      new IgnoreSettings(true, IgnoreList.empty(), Optional.empty(), Optional.empty());

  public IgnoreSettings withSelf(boolean value) {
    return new IgnoreSettings(value, listed, command, cache);
  }

  public IgnoreSettings withListed(IgnoreList value) {
    return new IgnoreSettings(self, value, command, cache);
  }

  public IgnoreSettings withCommand(String value) {
    return new IgnoreSettings(self, listed, nonBlank(value), cache);
  }

  public IgnoreSettings withCache(String value) {
    return new IgnoreSettings(self, listed, command, nonBlank(value));
  }

  private static Optional<String> nonBlank(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
