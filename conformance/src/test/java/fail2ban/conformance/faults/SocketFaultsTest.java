package fail2ban.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server, and what may happen to its socket. */
class SocketFaultsTest {

  private static final Path CLIENTS =
      Path.of("src/test/resources/python/thousand_clients.py").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void neitherASecondServerNorAThousandClientsNorALostSocketDisturbIt() throws IOException {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("ssh"));
      try (Running server = checkout.server()) {
        String pid = checkout.text(checkout.run("fail2ban.pid"));
        refusesASecond(checkout, pid);
        answersAThousand(checkout);
        Path socket = checkout.run("fail2ban.sock");
        Files.delete(socket);
        scene.sshd().failures("192.0.2.1", 3);
        noted(scene, "+192.0.2.1\n");
        Finished unheard = checkout.client("ping");
        assertThat(unheard.status()).isEqualTo(255);
        assertThat(unheard.err()).contains("Is fail2ban running?");
        Files.writeString(socket, "another server's");
        server.signal("TERM");
        assertThat(server.ended()).describedAs(server.err()).isZero();
        assertThat(Files.readString(socket)).isEqualTo("another server's");
        assertThat(checkout.run("fail2ban.pid")).doesNotExist();
        assertThat(checkout.log()).contains("Exiting Fail2ban").doesNotContain(" WARNING Socket");
      }
    }
  }

  private static void refusesASecond(Checkout checkout, String pid) {
    Finished byHand = checkout.client("start");
    assertThat(byHand.status()).isEqualTo(255);
    assertThat(byHand.err()).contains("Server already running");
    try (Running second = checkout.spawn("fail2ban-server", "--async", "-f", "start")) {
      assertThat(second.ended()).isEqualTo(255);
    }
    assertThat(checkout.log()).contains("Fail2ban seems to be already running");
    assertThat(checkout.text(checkout.run("fail2ban.pid"))).isEqualTo(pid);
    assertThat(checkout.ask("ping")).contains("pong");
  }

  private static void answersAThousand(Checkout checkout) {
    Finished asked =
        Command.run(
            checkout.root(),
            Map.of("SOCKET", checkout.run("fail2ban.sock").toString()),
            List.of("python3", CLIENTS.toString()));
    assertThat(asked.out()).describedAs(asked + checkout.log()).startsWith("all answered");
    System.err.print("1,000 clients: " + asked.out());
  }

  private static void noted(Scene scene, String text) {
    Eventually.holds(text, () -> scene.checkout().text(scene.notes()).contains(text), scene::state);
  }
}
