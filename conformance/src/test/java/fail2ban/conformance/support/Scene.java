package fail2ban.conformance.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkout with a log that its jails watch, in a scratch folder. Closing it stops the server that
 * {@code start} may have left, and takes the network away.
 *
 * @param network empty where the machine's own will do, because nothing touches it
 * @param sshd the log
 */
public record Scene(Path folder, Optional<Namespace> network, Checkout checkout, SshdLog sshd)
    implements AutoCloseable {

  /** With a packet filter of its own; the test is skipped where there cannot be one. */
  public static Scene withFirewall(Path folder, Map<String, String> environment) {
    assumeTrue(Namespace.possible(), "needs root and a kernel with a packet filter");
    var network = Namespace.create();
    return in(folder, Optional.of(network), network.prefix(), environment);
  }

  /** For actions that only write into files. */
  public static Scene without(Path folder) {
    return in(folder, Optional.empty(), List.of(), Map.of());
  }

  private static Scene in(
      Path folder,
      Optional<Namespace> network,
      List<String> prefix,
      Map<String, String> environment) {
    try {
      var all = new HashMap<>(Map.of("LC_ALL", "C"));
      all.putAll(environment);
      Path root = Files.createDirectories(folder.resolve("checkout"));
      var checkout = Checkout.in(root, prefix, all);
      var sshd = new SshdLog(checkout, folder.resolve("current"));
      checkout.write(sshd.file(), "");
      return new Scene(folder, network, checkout, sshd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An action that notes in this file whom it was to ban. */
  public Path notes() {
    return folder.resolve("notes");
  }

  /** A jail that watches the log; the machine's own addresses may be among the offenders. */
  public String jail(String name, String... more) {
    return """
    [%s]
    enabled = true
    filter = sshd
    logpath = %s
    action = dummy[target=%s]
    maxretry = 3
    ignoreself = false
    %s

    """
        .formatted(name, sshd.file(), notes(), String.join("\n", more));
  }

  /** What {@code iptables -S}, or {@code ip6tables -S}, shows. */
  public String rules(String program) {
    return network.orElseThrow().run(program, "-w", "-S").out();
  }

  /** For messages of failed assertions. */
  public String state() {
    return checkout.text(notes())
        + (network.isPresent() ? rules("iptables") + rules("ip6tables") : "")
        + checkout.log();
  }

  @Override
  public void close() {
    if (Files.exists(checkout.run("fail2ban.sock"))) {
      checkout.client("stop");
    }
    network.ifPresent(Namespace::close);
  }
}
