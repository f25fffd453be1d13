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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in the foreground, as a service manager starts it. */
class ForegroundTest {

  private static final String NOBODY = "65534";

  @TempDir private Path folder;

  @Test
  void theLogGoesWhereItIsSentAndATerminatedServerTakesItsBansAlong() throws IOException {
    try (var scene = Scene.withFirewall(folder, Map.of())) {
      Checkout checkout = scene.checkout();
      checkout.jails(
          scene
              .jail("ssh", "action = iptables[name=ssh,port=22]")
              .replaceAll("action = d.*\n", ""));
      try (Running server = checkout.server()) {
        Path log = checkout.run("fail2ban.log");
        Files.move(log, checkout.run("fail2ban.log.1"));
        server.signal("USR1");
        Eventually.holds(
            "the log is a new file",
            () -> checkout.log().contains("rollover performed on " + log),
            scene::state);

        checkout.ask("set", "logtarget", "STDERR");
        scene.sshd().failures("192.0.2.1", 3);
        scene.sshd().failures("2001:db8::7", 3);
        Eventually.holds(
            "two bans",
            () ->
                server.err().contains("NOTICE  [ssh] Ban 192.0.2.1\n")
                    && server.err().contains("NOTICE  [ssh] Ban 2001:db8::7\n")
                    && scene.rules("iptables").contains("192.0.2.1/32")
                    && scene.rules("ip6tables").contains("2001:db8::7/128"),
            () -> server.err() + scene.state());
        assertThat(checkout.log()).doesNotContain("Ban 192.0.2.1");

        server.signal("TERM");
        assertThat(server.ended()).isZero();
        assertThat(server.err()).contains("Exiting Fail2ban").doesNotContain("ERROR");
        assertThat(scene.rules("iptables") + scene.rules("ip6tables")).doesNotContain("f2b-ssh");
        assertThat(checkout.run("fail2ban.sock")).doesNotExist();
        assertThat(checkout.run("fail2ban.pid")).doesNotExist();
      }
    }
  }

  @Test
  void someoneWithoutRightsCanRunItInAFolderOfHis() {
    List<String> asNobody =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    Finished reached =
        Command.run(
            Path.of("../client/target/app/lib"),
            Map.of(),
            Stream.concat(asNobody.stream(), Stream.of("ls", ".")).toList());
    assumeTrue(reached.status() == 0, "needs root, and a checkout that others may read");
    try (var scene = Scene.without(folder)) {
      scene.checkout().jails(scene.jail("ssh"));
      own(scene);
      var nobody =
          new Checkout(scene.checkout().root(), asNobody, Map.of("HOME", folder.toString()));
      try (Running server = nobody.server()) {
        scene.sshd().failures("192.0.2.1", 3);
        Eventually.holds(
            "the ban",
            () -> nobody.text(scene.notes()).contains("+192.0.2.1\n"),
            () -> server.err() + scene.state());
        assertThat(nobody.ask("status", "ssh")).contains("Banned IP list:\t192.0.2.1");
        assertThat(nobody.ask("stop")).isEqualTo("Shutdown successful\n");
        assertThat(server.ended()).isZero();
        assertThat(nobody.log()).doesNotContain("ERROR");
      }
    }
  }

  private void own(Scene scene) {
    Finished owned = Command.run("chown", "-R", NOBODY + ":" + NOBODY, scene.folder().toString());
    assertThat(owned.status()).describedAs(owned.toString()).isZero();
  }
}
