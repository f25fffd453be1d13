package fail2ban.conformance.firewall;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A server with its configuration, ready to be started in a scene's network.
 *
 * @param server starts it and waits until it has its jails
 */
record Program(Path socket, Path log, Supplier<Running> server) {

  private static final String INSTALLED = "/usr/bin/fail2ban-server";
  private static final Path FILTERS = Path.of("/etc/fail2ban/filter.d");

  /** Ours, in the scene's checkout. */
  static Program own(Scene scene, String jails) {
    Checkout checkout = scene.checkout();
    checkout.jails(jails);
    return new Program(
        checkout.run("fail2ban.sock"), checkout.run("fail2ban.log"), checkout::server);
  }

  /** Debian's, with the action files of the scene's checkout. */
  static Program debians(Scene scene, String jails) {
    try {
      Path folder = Files.createDirectories(scene.folder().resolve("debians"));
      Files.createSymbolicLink(folder.resolve("action.d"), scene.checkout().config("action.d"));
      Files.createSymbolicLink(folder.resolve("filter.d"), FILTERS);
      Files.writeString(folder.resolve("jail.conf"), jails);
      Files.writeString(
          folder.resolve("fail2ban.conf"),
          """
          [Definition]
          loglevel = INFO
          logtarget = %1$s/log
          syslogsocket = auto
          socket = %1$s/socket
          pidfile = %1$s/pid
          dbfile = None
          dbpurgeage = 1d
          dbmaxmatches = 10
          allowipv6 = auto
          """
              .formatted(folder));
      return new Program(
          folder.resolve("socket"), folder.resolve("log"), () -> start(scene, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean debiansIsInstalled() {
    return Files.isExecutable(Path.of(INSTALLED));
  }

  private static Running start(Scene scene, Path folder) {
    var words = new ArrayList<>(scene.network().orElseThrow().prefix());
    words.addAll(List.of(INSTALLED, "-xf", "-c", folder.toString(), "start"));
    Running server = Running.start(folder, Map.of("LC_ALL", "C.UTF-8"), words);
    Eventually.holds(
        "Debian's server is ready", () -> server.out().contains("Server ready"), server::err);
    return server;
  }
}
