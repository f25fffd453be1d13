package fail2ban.client;

import fail2ban.engine.log.Severity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Completes a command line from {@code fail2ban.conf} and from the usual places. */
final class SetupReader {

  private static final List<String> EARLY =
      List.of("socket", "pidfile", "loglevel", "logtarget", "syslogsocket");
  private static final List<String> LOGGING = List.of("loglevel", "logtarget", "syslogsocket");

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
    var values = new HashMap<String, String>();
    values.put("loglevel", "INFO");
    values.put("logtarget", places.log().toString());
    values.put("syslogsocket", "auto");
    values.put("socket", places.socket().toString());
    values.put("pidfile", places.pidFile().toString());
    if (!options.settings().keySet().containsAll(EARLY)) {
      values.putAll(source.early(folder));
    }
    values.putAll(options.settings());
    checkLevel(values.getOrDefault("loglevel", ""));
    return new Setup(
        options,
        folder,
        Path.of(values.getOrDefault("socket", "")),
        Path.of(values.getOrDefault("pidfile", "")),
        only(LOGGING, values),
        only(LOGGING, options.settings()),
        places.programs().map(programs -> programs.resolve(ServerMain.NAME)));
  }

  private static Map<String, String> only(List<String> names, Map<String, String> values) {
    var chosen = new HashMap<>(values);
    chosen.keySet().retainAll(names);
    return chosen;
  }

  private static void checkLevel(String level) throws UsageException {
    String name = level.toUpperCase(Locale.ROOT);
    boolean number = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    for (Severity severity : Severity.values()) {
      if (number || severity.name().equals(name)) {
        return;
      }
    }
    throw UsageException.because("Invalid log level '" + level + "'");
  }
}
