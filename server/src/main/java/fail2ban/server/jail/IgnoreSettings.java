package fail2ban.server.jail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose failures a jail does not count.
 *
 * @param self the addresses of this machine
 * @param entries addresses, networks, host names and {@code file:} sets, as given
 * @param command run for each failure; exit status 0 ignores it
 * @param cache how long verdicts are kept, as given
 */
public record IgnoreSettings(
    boolean self, List<String> entries, Optional<String> command, Optional<String> cache) {

  public static final IgnoreSettings STANDARD =
      new IgnoreSettings(true, List.of(), Optional.empty(), Optional.empty());

  public IgnoreSettings {
    entries = List.copyOf(entries);
  }

  public IgnoreSettings withSelf(boolean value) {
    return new IgnoreSettings(value, entries, command, cache);
  }

  public IgnoreSettings withCommand(String value) {
    return new IgnoreSettings(self, entries, nonBlank(value), cache);
  }

  public IgnoreSettings withCache(String value) {
    return new IgnoreSettings(self, entries, command, nonBlank(value));
  }

  /** What is there already is not added twice. */
  public IgnoreSettings withEntry(String entry) {
    if (entries.contains(entry)) {
      return this;
    }
    var more = new ArrayList<>(entries);
    more.add(entry);
    return new IgnoreSettings(self, more, command, cache);
  }

  /**
   * @throws IllegalArgumentException if there is no such entry
   */
  public IgnoreSettings withoutEntry(String entry) {
    if (!entries.contains(entry)) {
      throw new IllegalArgumentException("list.remove(x): x not in list");
    }
    return new IgnoreSettings(
        self, entries.stream().filter(kept -> !kept.equals(entry)).toList(), command, cache);
  }

  private static Optional<String> nonBlank(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
