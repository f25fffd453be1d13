package fail2ban.client.lint;

import java.nio.file.Path;
import java.util.Map;

/**
 * A filter to examine: {@code DIRECTORY/STEM.conf}, and what belongs to it.
 *
 * @param parameters as a jail would give them
 * @param thorough true to examine it with each value that its parameters can have, too
 */
public record Target(
    Path directory, String stem, Map<String, String> parameters, boolean thorough) {
  public Target {
    parameters = Map.copyOf(parameters);
  }
}
