package fail2ban.client;

import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.Defaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where things are unless options or configuration say otherwise. Run from a checkout everything
 * lies within it, so that an installed fail2ban is never touched.
 *
 * @param configuration the folder with {@code fail2ban.conf}
 * @param library the filters, jails and actions of an installed program, which lie below that
 *     folder
 * @param defaults where socket, pid file, database and log are
 * @param programs where {@code fail2ban-server} is; empty means the search path
 */
public record Places(
    Path configuration, Optional<Path> library, Defaults defaults, Optional<Path> programs) {

  /** Everything in one folder, as fail2ban has it. */
  public Places(Path configuration, Defaults defaults, Optional<Path> programs) {
    this(configuration, Optional.empty(), defaults, programs);
  }

  /**
   * @param properties as the launchers hand them in: {@code fail2ban.home} is a checkout's root;
   *     without it {@code fail2ban.library} and {@code fail2ban.programs} are those of an installed
   *     program
   */
  public static Places of(Function<String, Optional<String>> properties) {
    return properties
        .apply("fail2ban.home")
        .map(Path::of)
        .map(Places::ofCheckout)
        .orElseGet(() ->
            new Places(
                Path.of("/etc/fail2ban"),
                properties.apply("fail2ban.library").map(Path::of),
                Defaults.INSTALLED,
                properties.apply("fail2ban.programs").map(Path::of)));
  }

  private static Places ofCheckout(Path root) {
    String run = root.resolve("run").toString();
    return new Places(root.resolve("config"), new Defaults(run, run, run), Optional.of(root));
  }

  /**
   * What a configuration folder consists of. The library lies below the usual one, and below any
   * other without a {@code jail.conf}, such as a copy of the usual one made to try a change; a
   * folder that brings its own {@code jail.conf} stands for itself, as it does for fail2ban.
   */
  public Layers layers(Path folder) {
    boolean usual = folder.toAbsolutePath().normalize().equals(configuration);
    boolean whole = !usual && Files.exists(folder.resolve("jail.conf"));
    return new Layers(folder, whole ? Optional.empty() : library);
  }
}
