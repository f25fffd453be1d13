package fail2ban.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are unless options or configuration say otherwise. Run from a checkout everything
 * lies within it, so that an installed fail2ban is never touched.
 *
 * @param configuration the folder with {@code fail2ban.conf}
 * @param state where socket, pid file, database and log are
 * @param programs where {@code fail2ban-server} is; empty means the search path
 */
record Places(Path configuration, Path state, Optional<Path> programs) {

  /**
   * @param home the checkout's root, as the launchers hand it in with {@code -Dfail2ban.home}
   */
  static Places of(Optional<String> home) {
    return home.map(Path::of)
        .map(root -> new Places(root.resolve("config"), root.resolve("run"), Optional.of(root)))
        .orElseGet(() ->
            new Places(Path.of("/etc/fail2ban"), Path.of("/var/run/fail2ban"), Optional.empty()));
  }

  Path socket() {
    return state.resolve("fail2ban.sock");
  }

  Path pidFile() {
    return state.resolve("fail2ban.pid");
  }

  Path log() {
    return programs.isPresent() ? state.resolve("fail2ban.log") : Path.of("/var/log/fail2ban.log");
  }

  Path database() {
    return programs.isPresent()
        ? state.resolve("fail2ban.sqlite3")
        : Path.of("/var/lib/fail2ban/fail2ban.sqlite3");
  }
}
