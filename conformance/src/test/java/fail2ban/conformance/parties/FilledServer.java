package fail2ban.conformance.parties;

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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server of ours with something to tell. Its jail {@code sshd} has an address below {@code
 * maxretry} and bans of IPv4, IPv6 and one without end; {@code faulty} has an action that fails;
 * {@code web} is empty. About everything that the log can say has happened.
 */
record FilledServer(Scene scene, Running server) implements AutoCloseable {

  static FilledServer start(Path folder) throws IOException {
    var scene = Scene.without(folder);
    Checkout checkout = scene.checkout();
    checkout.write(checkout.config("fail2ban.local"), "[DEFAULT]\nloglevel = MSG\n");
    checkout.write(checkout.config("action.d/failing.conf"), "[Definition]\nactionban = exit 7\n");
    Path other = folder.resolve("other");
    checkout.write(other, "");
    checkout.jails(
        scene.jail("sshd", "bantime = 1h", "ignoreip = 192.0.2.99")
            + scene
                .jail("faulty", "action = failing", "logpath = " + other)
                .replaceFirst("logpath = .*\naction = .*\n", "")
            + scene
                .jail("web", "bantime = -1", "logpath = " + other)
                .replaceFirst("logpath = .*\n", ""));
    scene.sshd().failures("192.0.2.1", 3, Duration.ofSeconds(100));
    var filled = new FilledServer(scene, checkout.server());
    try {
      filled.fill();
    } catch (AssertionError | RuntimeException e) {
      filled.close();
      throw e;
    }
    return filled;
  }

  private void fill() throws IOException {
    Checkout checkout = scene.checkout();
    said("[sshd] Ban 192.0.2.1");
    checkout.ask("set", "sshd", "bantime", "-1");
    checkout.ask("set", "sshd", "banip", "198.51.100.9");
    checkout.ask("reload", "--restart", "sshd");
    said("[sshd] Restore Ban 198.51.100.9");
    scene.sshd().failures("192.0.2.99", 1);
    scene.sshd().failures("192.0.2.50", 1);
    scene.sshd().failures("2001:db8::7", 3);
    said("[sshd] Ban 2001:db8::7");
    scene.sshd().failures("192.0.2.1", 3);
    said("[sshd] 192.0.2.1 already banned");
    checkout.ask("set", "sshd", "banip", "203.0.113.5");
    checkout.ask("set", "sshd", "unbanip", "203.0.113.5");
    checkout.ask("set", "sshd", "attempt", "192.0.2.51", "by hand");
    checkout.ask("set", "faulty", "banip", "203.0.113.6");
    said("returned 7");
    rotate();
    checkout.ask("flushlogs");
  }

  private void rotate() throws IOException {
    Path log = scene.sshd().file();
    Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
    scene.checkout().write(log, "");
    said("Log rotation detected for " + log);
  }

  private void said(String text) {
    Eventually.holds(text, () -> scene.checkout().log().contains(text), scene::state);
  }

  /** Runs a script, which finds what it needs in its environment; it must end well. */
  Finished run(List<String> words) {
    Checkout checkout = scene.checkout();
    var environment =
        Map.of(
            "LC_ALL", "C.UTF-8",
            "PATH", checkout.root() + ":/usr/sbin:/usr/bin:/sbin:/bin",
            "CONFIG", checkout.root().resolve("config").toString(),
            "SOCKET", checkout.run("fail2ban.sock").toString(),
            "PIDFILE", checkout.run("fail2ban.pid").toString(),
            "LOG", checkout.run("fail2ban.log").toString(),
            "DATABASE", checkout.run("fail2ban.sqlite3").toString());
    Finished finished = Command.run(checkout.root(), environment, new ArrayList<>(words));
    assertThat(finished.status()).describedAs(finished + "\n" + scene.state()).isZero();
    return finished;
  }

  @Override
  public void close() {
    scene.close();
    server.close();
  }
}
