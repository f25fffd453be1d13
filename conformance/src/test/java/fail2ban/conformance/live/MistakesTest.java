package fail2ban.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever makes a mistake is told so, and nothing else comes of it. */
class MistakesTest {

  @TempDir private Path folder;

  @Test
  void aJailOutlivesWhatItIsWronglyTold() {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("ssh"));
      try (Running server = checkout.server()) {
        refused(
            checkout,
            "Unable to compile regular expression",
            "set",
            "ssh",
            "addfailregex",
            "(<HOST>");
        refused(
            checkout, "No such file or directory", "set", "ssh", "addlogpath", folder + "/none");
        refused(
            checkout,
            "File option must be",
            "set",
            "ssh",
            "addlogpath",
            scene.sshd().file().toString(),
            "middle");
        refused(checkout, "invalid literal for int", "set", "ssh", "maxretry", "many");
        refused(checkout, "Sorry but the jail 'none' does not exist", "status", "none");
        refused(checkout, "Invalid command", "frobnicate");
        refused(checkout, "Sorry but the command is invalid", "set", "ssh", "maxretry");
        refused(checkout, "unknown encoding: klingon", "set", "ssh", "logencoding", "klingon");
        refused(checkout, "Invalid Action name: none", "get", "ssh", "action", "none", "actionban");

        assertThat(checkout.ask("get", "ssh", "failregex")).doesNotContain("[20]");
        assertThat(checkout.ask("get", "ssh", "logpath")).doesNotContain("none");
        scene.sshd().failures("192.0.2.1", 3);
        Eventually.holds(
            "the ban", () -> checkout.text(scene.notes()).contains("+192.0.2.1\n"), scene::state);
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  @Test
  void aBadRegexInOneJailDoesNotKeepAnotherFromItsWork() {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("broken", "failregex = (<HOST>") + scene.jail("ssh"));
      Finished started = checkout.client("start");
      assertThat(started.status()).describedAs(started.toString()).isZero();
      assertThat(started.out()).contains("Server ready");
      assertThat(started.err())
          .containsPattern("jail.conf:\\d+: \\[broken] failregex: .*missing \\), unterminated")
          .contains("\n    (<HOST>\n    ^\n");
      assertThat(checkout.ask("status")).contains("Jail list:\tssh\n");
      scene.sshd().failures("192.0.2.1", 3);
      Eventually.holds(
          "the ban", () -> checkout.text(scene.notes()).contains("+192.0.2.1\n"), scene::state);
      assertThat(checkout.ask("stop")).isEqualTo("Shutdown successful\n");
    }
  }

  private static void refused(Checkout checkout, String reason, String... words) {
    Finished answer = checkout.client(words);
    assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(255);
    assertThat(answer.out()).containsPattern(reason);
    assertThat(answer.err()).contains("NOK: (");
  }
}
