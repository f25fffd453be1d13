package fail2ban.client;

import fail2ban.engine.log.Severity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Completes a command line from {@code fail2ban.conf} and from the usual places. */
final class SetupReader {

  private static final List<String> LOGGING = List.of("loglevel", "logtarget", "syslogsocket");
  private static final List<String> EARLY =
      List.of("socket", "pidfile", "loglevel", "logtarget", "syslogsocket");

  private final Places places;
  private final ConfigurationSource source;

  SetupReader(Places places, ConfigurationSource source) {
    this.places = places;
    this.source = source;
  }

  /**
   * @throws UsageException if the configuration is needed and cannot be read, or a value is wrong
   */
  Setup complete(Options options) throws UsageException {
    Path folder = options.setting("conf").map(Path::of).orElse(places.configuration());
    Map<String, String> given = only(EARLY, options.settings());
    Map<String, String> values = given.size() == EARLY.size() ? given : source.early(folder, given);
    checkLevel(value(values, "loglevel"));
    return new Setup(
        options,
        folder,
        Path.of(value(values, "socket")),
        Path.of(value(values, "pidfile")),
        only(LOGGING, values),
        only(LOGGING, given),
        places.programs().map(programs -> programs.resolve(ServerMain.NAME)));
  }

  private static String value(Map<String, String> values, String name) throws UsageException {
    String value = values.get(name);
    if (value == null) {
      throw UsageException.because("No " + name + " is configured");
    }
    return value;
  }

  private static Map<String, String> only(List<String> names, Map<String, String> values) {
    var chosen = new HashMap<>(values);
    chosen.keySet().retainAll(names);
    return chosen;
  }

  private static void checkLevel(String level) throws UsageException {
    boolean number = !level.isEmpty() && level.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number && Severity.named(level).isEmpty()) {
      throw UsageException.because("Invalid log level '" + level + "'");
    }
  }
}
