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

/** What a reload changes, and what it leaves alone. */
class ReloadTest {

  @TempDir private Path folder;

  @Test
  void theFilesWinAndBansAndTalliesStay() {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      Path more = folder.resolve("more");
      checkout.jails(scene.jail("ssh") + scene.jail("other") + scene.jail("third"));
      try (Running server = checkout.server()) {
        scene.sshd().failures("192.0.2.1", 3);
        scene.sshd().failures("192.0.2.2", 2);
        Eventually.holds(
            "a ban and an open tally",
            () ->
                banned(scene, "192.0.2.1")
                    && checkout.ask("status", "ssh").contains("Total failed:\t5"),
            scene::state);
        checkout.ask("set", "ssh", "maxretry", "9");
        checkout.ask("set", "ssh", "addignoreip", "192.0.2.2");

        String twoActions = "action = dummy[target=" + scene.notes() + "]\n";
        checkout.jails(
            scene
                    .jail("ssh")
                    .replace(
                        twoActions,
                        twoActions + "         dummy[actname=more, target=" + more + "]\n")
                + scene.jail("other", "failregex = (").replace("maxretry = 3", "maxretry = 7")
                + scene.jail("added"));
        Finished reloaded = checkout.client("reload");
        assertThat(reloaded.status()).describedAs(reloaded.toString()).isEqualTo(255);
        assertThat(reloaded.out()).contains("'other' keeps running as it was: Unable to compile");
        assertThat(reloaded.err()).containsPattern("jail.conf:\\d+: \\[other] failregex: ");

        assertThat(checkout.ask("status")).contains("Jail list:\tadded, other, ssh\n");
        assertThat(checkout.log()).contains("Jail 'third' stopped");
        assertThat(checkout.ask("get", "ssh", "maxretry")).isEqualTo("3\n");
        assertThat(checkout.ask("get", "ssh", "ignoreip")).startsWith("No IP address");
        assertThat(checkout.ask("get", "ssh", "actions")).contains("dummy, more");
        assertThat(checkout.ask("get", "other", "maxretry")).isEqualTo("3\n");
        assertThat(checkout.ask("status", "ssh"))
            .contains("Currently failed:\t1", "Total failed:\t5", "Banned IP list:\t192.0.2.1\n");

        Eventually.holds(
            "the new action has the old ban",
            () -> checkout.text(more).contains("+192.0.2.1\n"),
            scene::state);
        scene.sshd().failures("192.0.2.2", 1);
        Eventually.holds(
            "both actions ban whose tally is full",
            () ->
                banned(scene, "192.0.2.2")
                    && checkout.text(more).contains("+192.0.2.2\n")
                    && checkout.ask("get", "other", "banip").contains("192.0.2.2"),
            scene::state);

        checkout.jails(scene.jail("ssh"));
        assertThat(checkout.ask("reload")).isEqualTo("OK\n");
        assertThat(checkout.ask("status")).contains("Jail list:\tssh\n");
        Eventually.holds("the action is gone", () -> checkout.text(more).isEmpty(), scene::state);
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static boolean banned(Scene scene, String address) {
    return scene.checkout().text(scene.notes()).contains("+" + address + "\n");
  }
}
