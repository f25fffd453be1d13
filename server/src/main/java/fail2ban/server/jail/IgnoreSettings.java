package fail2ban.server.jail;

import fail2ban.engine.filter.IgnoreList;
import java.util.Optional;

/**
 * Whose failures a jail does not count.
 *
 * @param self the addresses of this machine
 * @param listed {@code ignoreip}
 * @param command run for each failure; exit status 0 ignores it
 * @param cache {@code ignorecache}, how verdicts of the command are kept
 */
public record IgnoreSettings(
    boolean self, IgnoreList listed, Optional<String> command, Optional<IgnoreCache> cache) {

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

  public IgnoreSettings withCache(Optional<IgnoreCache> value) {
    return new IgnoreSettings(self, listed, command, value);
  }

  /** True if the command says the same with these settings as with others. */
  boolean judgesAs(IgnoreSettings other) {
    return command.equals(other.command) && cache.equals(other.cache);
  }

  private static Optional<String> nonBlank(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
