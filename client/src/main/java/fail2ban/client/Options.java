package fail2ban.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asked for.
 *
 * @param settings values by long option name: conf, socket, pidfile, pname, loglevel, logtarget,
 *     syslogsocket
 * @param verbosity 1 unless raised by {@code -v} or lowered by {@code -q}
 * @param timeout seconds to wait for a server
 */
record Options(Map<String, String> settings, Set<Flag> flags, int verbosity, double timeout) {

  static final double USUAL_TIMEOUT = 30;

  Options {
    settings = Map.copyOf(settings);
    flags = Set.copyOf(flags);
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
