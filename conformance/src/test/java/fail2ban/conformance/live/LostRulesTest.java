package fail2ban.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others change the firewall while bans are in force. */
class LostRulesTest {

  private static final String SET = "inet f2b-table addr-set-ssh";

  @TempDir private Path folder;

  @Test
  void whatIsSweptAwayComesBackAndWhatIsTakenOutStaysOut() {
    try (var scene = Scene.withFirewall(folder, Map.of())) {
      Checkout checkout = scene.checkout();
      checkout.jails(
          scene
              .jail("ssh")
              .replaceFirst("(?m)^action = .*", "action = nftables[name=ssh, actname=nft]"));
      try (Running server = checkout.server()) {
        checkout.ask("set", "ssh", "banip", "192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1");
        awaitFigures(scene, 4, 4);

        assertThat(nft(scene, "delete", "element", SET, "{ 192.0.2.2 }")).isEmpty();
        assertThat(nft(scene, "add", "element", SET, "{ 198.51.100.9 }")).isEmpty();
        assertThat(checkout.ask("get", "ssh", "enforced"))
            .contains("Banned:\t4", "Enforced:\t3", "Missing:\t1\t192.0.2.2\n")
            .endsWith("Foreign:\t1\t198.51.100.9\n");
        assertThat(checkout.ask("set", "ssh", "enforce")).isEqualTo("0\n");
        assertThat(set(scene)).contains("198.51.100.9").doesNotContain("192.0.2.2");

        nft(scene, "flush", "ruleset");
        awaitFigures(scene, 4, 4);
        assertThat(set(scene)).doesNotContain("198.51.100.9");
        assertThat(checkout.log()).contains("[ssh] Reban 192.0.2.1, action 'nft'");

        nft(scene, "flush", "ruleset");
        awaitFigures(scene, 4, 4);
        checkout.ask("set", "ssh", "unbanip", "192.0.2.1");
        awaitFigures(scene, 3, 3);
        assertThat(set(scene)).contains("192.0.2.3").doesNotContain("192.0.2.1");
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
        assertThat(nft(scene, "list", "ruleset")).doesNotContain("addr-set-ssh");
      }
    }
  }

  @Test
  void whatCannotBeLookedAtIsSaidToBeUnknown() {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("ssh"));
      try (Running server = checkout.server()) {
        checkout.ask("set", "ssh", "banip", "192.0.2.1");
        assertThat(checkout.ask("get", "ssh", "enforced"))
            .contains("- dummy", "Banned:\t1", "Enforced:\tunknown");
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static void awaitFigures(Scene scene, int banned, int enforced) {
    String figures = "Banned:\t%d\n   |- Enforced:\t%d\n".formatted(banned, enforced);
    Eventually.holds(
        "%d bans, %d enforced".formatted(banned, enforced),
        () -> scene.checkout().ask("get", "ssh", "enforced").contains(figures),
        () -> scene.checkout().ask("get", "ssh", "enforced") + set(scene) + scene.checkout().log());
  }

  private static String set(Scene scene) {
    return nft(scene, "list", "set", "inet", "f2b-table", "addr-set-ssh");
  }

  private static String nft(Scene scene, String... words) {
    Namespace network = scene.network().orElseThrow();
    return network.run(("nft " + String.join(" ", words)).split(" ")).out();
  }
}
