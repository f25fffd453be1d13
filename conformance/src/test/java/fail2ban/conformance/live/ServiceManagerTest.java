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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose socket somebody else has made, and who wants to hear when it is ready. */
class ServiceManagerTest {

  private static final Path HAND_OVER =
      Path.of("src/test/resources/python/hand_over.py").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void theSocketIsTakenOverAndLeftAndEveryStepIsTold() throws IOException {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = prepared(scene);
      Path socket = checkout.run("fail2ban.sock");
      var words = List.of("python3", HAND_OVER.toString(), socket.toString());
      try (Running manager =
          Running.start(checkout.root(), checkout.environment(), server(words))) {
        says(manager, scene, "told: READY=1");
        says(manager, scene, "Server ready");
        assertThat(checkout.ask("ping")).contains("pong");
        assertThat(checkout.ask("reload")).isEqualTo("OK\n");
        says(manager, scene, "told: RELOADING=1");
        Eventually.holds(
            "ready again",
            () -> manager.out().lastIndexOf("READY=1") > manager.out().indexOf("RELOADING=1"),
            scene::state);
        scene.sshd().failures("192.0.2.1", 3);
        says(manager, scene, "Ban 192.0.2.1");
        assertThat(checkout.ask("stop")).isEqualTo("Shutdown successful\n");
        assertThat(manager.ended()).describedAs(manager.err()).isZero();
        assertThat(manager.out())
            .contains("told: STOPPING=1", "Exiting Fail2ban")
            .endsWith("still listening\n");
        assertThat(checkout.run("fail2ban.pid")).doesNotExist();
        Files.delete(socket);
      }
    }
  }

  @Test
  void systemdStartsItWhenTheFirstClientComes() throws IOException {
    Finished there = Command.run("sh", "-c", "command -v systemd-socket-activate");
    assumeTrue(there.status() == 0, "needs systemd-socket-activate");
    try (var scene = Scene.without(folder)) {
      Checkout checkout = prepared(scene);
      Path socket = checkout.run("fail2ban.sock");
      var words = List.of("systemd-socket-activate", "--fdname=fail2ban", "-l", socket.toString());
      try (Running manager =
          Running.start(checkout.root(), checkout.environment(), server(words))) {
        Eventually.holds("it listens", () -> Files.exists(socket), manager::err);
        assertThat(checkout.ask("ping", "30")).contains("pong");
        says(manager, scene, "Server ready");
        assertThat(checkout.ask("status")).contains("ssh");
        manager.signal("TERM");
        assertThat(manager.ended()).isZero();
        assertThat(manager.out()).contains("Exiting Fail2ban");
        Files.deleteIfExists(socket);
      }
    }
  }

  private static Checkout prepared(Scene scene) throws IOException {
    Checkout checkout = scene.checkout();
    checkout.jails(scene.jail("ssh"));
    checkout.write(checkout.config("fail2ban.local"), "[DEFAULT]\nlogtarget = STDOUT\n");
    Files.createDirectories(checkout.run("fail2ban.sock").getParent());
    return checkout;
  }

  private static List<String> server(List<String> before) {
    var words = new ArrayList<>(before);
    words.addAll(List.of("./fail2ban-server", "-xf", "start"));
    return words;
  }

  private static void says(Running manager, Scene scene, String text) {
    Eventually.holds(
        text,
        () -> manager.out().contains(text),
        () -> manager.out() + manager.err() + scene.state());
  }
}
