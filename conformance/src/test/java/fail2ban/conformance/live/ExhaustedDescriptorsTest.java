package fail2ban.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose descriptors are all in use: clients have taken what it had left. */
class ExhaustedDescriptorsTest {

  private static final int SPARE = 8;

  /** Fewer than it takes, once accepted in a row, to end a trouble. */
  private static final int GREEDY = 19;

  private static final String ONE_TROUBLE = "Accept failed";

  @TempDir private Path folder;

  @Test
  void theServerOutlivesItSaysItOnceAndGoesOnAfterwards() throws IOException {
    assumeTrue(Command.run("prlimit", "--version").status() == 0, "needs prlimit");
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("ssh"));
      try (Running server = checkout.server()) {
        scene.sshd().failures("192.0.2.1", 3);
        noted(scene, "192.0.2.1");
        String pid = checkout.text(checkout.run("fail2ban.pid")).strip();
        limit(pid, descriptors(pid) + SPARE);
        List<SocketChannel> greedy = connect(checkout.run("fail2ban.sock"));
        Eventually.holds(
            "the trouble is told", () -> checkout.log().contains(ONE_TROUBLE), scene::state);
        scene.sshd().failures("192.0.2.2", 3);
        Eventually.holds(
            "lines are read on", () -> checkout.log().contains("Ban 192.0.2.2"), scene::state);
        for (SocketChannel client : greedy) {
          client.close();
        }
        assertThat(checkout.ask("ping")).contains("pong");
        scene.sshd().failures("192.0.2.3", 3);
        noted(scene, "192.0.2.3");
        assertThat(checkout.ask("get", "ssh", "banned")).contains("192.0.2.2", "192.0.2.3");
        assertThat(server.isAlive()).isTrue();
        assertThat(checkout.log().split(ONE_TROUBLE, -1)).describedAs(checkout.log()).hasSize(2);
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static void noted(Scene scene, String address) {
    Eventually.holds(
        "the action has run for " + address,
        () -> scene.checkout().text(scene.notes()).contains(address),
        scene::state);
  }

  private static void limit(String pid, long descriptors) {
    Finished done =
        Command.run("prlimit", "--pid", pid, "--nofile=" + descriptors + ":" + descriptors);
    assertThat(done.status()).describedAs(done.toString()).isZero();
  }

  private static long descriptors(String pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", pid, "fd"))) {
      return open.count();
    }
  }

  private static List<SocketChannel> connect(Path socket) throws IOException {
    var clients = new ArrayList<SocketChannel>();
    for (int client = 0; client < GREEDY; client++) {
      clients.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }
    return clients;
  }
}
