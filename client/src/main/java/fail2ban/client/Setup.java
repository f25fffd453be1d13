package fail2ban.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One run's command line, completed from configuration and defaults.
 *
 * @param folder the configuration's
 * @param logging loglevel, logtarget and syslogsocket
 * @param overrides those of them that the command line names
 * @param server where the server's launcher is, empty to look along the search path
 */
record Setup(
    Options options,
    Path folder,
    Path socket,
    Path pidFile,
    Map<String, String> logging,
    Map<String, String> overrides,
    Optional<Path> server) {

  Setup {
    logging = Map.copyOf(logging);
    overrides = Map.copyOf(overrides);
  }

  ServerSettings forServer() {
    return new ServerSettings(
        socket.toAbsolutePath(),
        pidFile.toAbsolutePath(),
        options.has(Flag.FORCE),
        logging.getOrDefault("loglevel", "INFO"),
        logging.getOrDefault("logtarget", "STDERR"),
        logging.getOrDefault("syslogsocket", "auto"),
        options.setting("pname").orElse("fail2ban-server"),
        options.verbosity());
  }
}
