package fail2ban.conformance.actions;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Namespace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a network of his own, linked to the server's by a cable. For one thread. */
final class Peer implements AutoCloseable {

  private static final String SCRIPT = "src/test/resources/python/peer.py";

  private final int number;
  private final Namespace network;
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private Peer(int number, Namespace network, Process process) {
    this.number = number;
    this.network = network;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param number tells several apart
   */
  static Peer of(Namespace server, int number) throws IOException {
    var network = Namespace.create();
    String cable = "peer" + number;
    ip(
        "-n",
        name(server),
        "link",
        "add",
        cable,
        "type",
        "veth",
        "peer",
        "eth0",
        "netns",
        name(network));
    end(name(server), cable, number, 1);
    end(name(network), "eth0", number, 2);
    var words = new ArrayList<>(network.prefix());
    words.addAll(List.of("python3", SCRIPT));
    var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Peer(number, network, builder.start());
  }

  private static void end(String where, String device, int number, int host) {
    ip("-n", where, "address", "add", ipv4(number, host) + "/24", "dev", device);
    ip("-n", where, "address", "add", ipv6(number, host) + "/64", "dev", device, "nodad");
    ip("-n", where, "link", "set", device, "up");
  }

  private static String name(Namespace network) {
    return network.prefix().getLast();
  }

  private static void ip(String... words) {
    var all = new ArrayList<>(List.of("ip"));
    all.addAll(List.of(words));
    Finished done = Command.run(all.toArray(String[]::new));
    if (done.status() != 0) {
      throw new IllegalStateException(all + ": " + done);
    }
  }

  private static String ipv4(int number, int host) {
    return "198.19." + number + "." + host;
  }

  private static String ipv6(int number, int host) {
    return "2001:db8:ff:" + number + "::" + host;
  }

  /** Of both families. */
  List<String> addresses() {
    return List.of(ipv4(number, 2), ipv6(number, 2));
  }

  /** The server's, as seen from here, in the same order. */
  List<String> servers() {
    return List.of(ipv4(number, 1), ipv6(number, 1));
  }

  /** Does what the script's head describes. */
  String ask(String order) {
    try {
      orders.write(order + "\n");
      orders.flush();
      return String.valueOf(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    network.close();
  }
}
