package fail2ban.client;

import fail2ban.reader.stream.Defaults;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are unless options or configuration say otherwise. Run from a checkout everything
 * lies within it, so that an installed fail2ban is never touched.
 *
 * @param configuration the folder with {@code fail2ban.conf}
 * @param defaults where socket, pid file, database and log are
 * @param programs where {@code fail2ban-server} is; empty means the search path
 */
public record Places(Path configuration, Defaults defaults, Optional<Path> programs) {

  /**
   * @param home the checkout's root, as the launchers hand it in with {@code -Dfail2ban.home}
   */
  public static Places of(Optional<String> home) {
    return home.map(Path::of)
        .map(Places::ofCheckout)
        .orElseGet(
            () -> new Places(Path.of("/etc/fail2ban"), Defaults.INSTALLED, Optional.empty()));
  }

  private static Places ofCheckout(Path root) {
    String run = root.resolve("run").toString();
    return new Places(root.resolve("config"), new Defaults(run, run, run), Optional.of(root));
  }
}
