package fail2ban.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} costs nothing: no ban, no count, no line, and nothing stands without an owner.
 */
class KillTest {

  private static final String BANNED = "192.0.2.1";
  private static final String BANNED6 = "2001:db8::7";
  private static final String COUNTED = "192.0.2.2";
  private static final String MISSED = "192.0.2.3";

  private Scene scene;
  private Checkout checkout;

  @BeforeEach
  void setUp(@TempDir Path folder) {
    scene = Scene.withFirewall(folder, Map.of());
    checkout = scene.checkout();
    jail("bantime = 600");
  }

  @AfterEach
  void tearDown() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void afterAKillBansTalliesAndPositionsAreWhereTheyWere() {
    try (Running server = checkout.server()) {
      failBeforeTheEnd();
      server.kill();
    }
    assertThat(rules(BANNED)).isOne();
    scene.sshd().failures(MISSED, 3);

    Finished refused = checkout.client("start");
    assertThat(refused.status()).isEqualTo(255);
    assertThat(refused.err()).contains("not running but the socket exists", "-x");
    assertThat(checkout.client("-x", "start").status()).isZero();
    allIsKnown();

    checkout.ask("stop");
    assertThat(scene.rules("iptables")).doesNotContain("f2b-ssh");
  }

  @Test
  void afterAnOrderlyStopTheSame() {
    checkout.ask("start");
    failBeforeTheEnd();
    checkout.ask("stop");
    assertThat(rules(BANNED)).isZero();
    scene.sshd().failures(MISSED, 3);
    checkout.ask("start");
    allIsKnown();
  }

  @Test
  void aBanThatEndedWhileTheServerWasDeadDoesNotStand() {
    jail("bantime = 2");
    try (Running server = checkout.server()) {
      scene.sshd().failures(BANNED, 3);
      scene.sshd().failures(BANNED6, 3);
      Eventually.holds("both bans", () -> rules(BANNED) + rules(BANNED6) == 2, scene::state);
      server.kill();
    }
    long end = System.nanoTime() + 2_500_000_000L;
    Eventually.holds("the bans' end", () -> System.nanoTime() > end, scene::state);
    assertThat(rules(BANNED) + rules(BANNED6)).isEqualTo(2);
    checkout.ask("-x", "start");
    Eventually.holds("no ban", () -> rules(BANNED) + rules(BANNED6) == 0, scene::state);
    assertThat(checkout.log()).doesNotContain("Restore Ban", "ERROR");
  }

  /** One ban, two failures of three, and the whole log read. */
  private void failBeforeTheEnd() {
    scene.sshd().failures(BANNED, 3);
    scene.sshd().failures(BANNED6, 3);
    scene.sshd().failures(COUNTED, 2);
    Eventually.holds(
        "all is counted and enforced",
        () ->
            rules(BANNED) == 1
                && rules(BANNED6) == 1
                && checkout.log().split("Found " + COUNTED, -1).length == 3,
        scene::state);
  }

  private void allIsKnown() {
    Eventually.holds("what was written meanwhile is read", () -> rules(MISSED) == 1, scene::state);
    assertThat(checkout.log())
        .contains("[ssh] Restore Ban " + BANNED + "\n", "[ssh] Restore Ban " + BANNED6 + "\n");
    assertThat(rules(BANNED)).describedAs(scene.state()).isOne();
    assertThat(rules(BANNED6)).describedAs(scene.state()).isOne();
    assertThat(checkout.ask("status", "ssh"))
        .contains("Currently failed:\t1", "Total failed:\t3\n", "Currently banned:\t3");
    scene.sshd().failures(COUNTED, 1);
    Eventually.holds("the third failure bans", () -> rules(COUNTED) == 1, scene::state);
    assertThat(checkout.ask("status", "ssh")).contains("Total failed:\t4", "Currently failed:\t0");
  }

  private void jail(String more) {
    checkout.jails(
        scene
            .jail("ssh", "action = iptables[name=ssh, port=22]", more)
            .replaceAll("action = dummy.*\n", ""));
  }

  /** How many rules name the address. */
  private int rules(String address) {
    String program = address.contains(":") ? "ip6tables" : "iptables";
    return scene.rules(program).split(" -s " + address + "/", -1).length - 1;
  }
}
