package fail2ban.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's file system is full: bans go on, and afterwards the log says what it lacks. */
class FullDiskTest {

  @TempDir private Path folder;

  @Test
  void bansGoOnAndTheLossIsToldWhenThereIsRoomAgain() throws IOException {
    assumeTrue(
        Command.run("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt").status() == 0,
        "needs root and mount namespaces");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (var scene = Scene.without(folder)) {
      Checkout plain = scene.checkout();
      plain.jails(scene.jail("ssh"));
      plain.write(
          plain.config("fail2ban.local"), "[DEFAULT]\nlogtarget = " + disk + "/fail2ban.log\n");
      var own =
          List.of(
              "unshare",
              "-m",
              "sh",
              "-c",
              "mount -t tmpfs -o size=64k none " + disk + " && exec \"$@\"",
              "sh");
      var checkout = new Checkout(plain.root(), own, Map.of("LC_ALL", "C"));
      try (Running server = checkout.server()) {
        String pid = plain.text(plain.run("fail2ban.pid")).strip();
        Path seen = Path.of("/proc/" + pid + "/root" + disk);
        Path log = seen.resolve("fail2ban.log");
        assertThat(Files.readString(log)).contains("Jail 'ssh' started");
        Command.run("dd", "if=/dev/zero", "of=" + seen.resolve("filler"), "bs=1k", "count=64");
        for (int number = 1; number <= 60; number++) {
          scene.sshd().failures("192.0.2." + number, 3);
        }
        noted(scene, "+192.0.2.60\n");
        assertThat(Files.readString(log)).doesNotContain("Ban 192.0.2.60\n");
        assertThat(plain.ask("status", "ssh")).contains("Currently banned:\t60\n");
        Files.delete(seen.resolve("filler"));
        scene.sshd().failures("192.0.2.61", 3);
        Eventually.holds(
            "the log goes on",
            () -> plain.text(log).contains("Ban 192.0.2.61\n"),
            () -> plain.text(log) + scene.state());
        assertThat(plain.text(log)).containsPattern("WARNING [1-9]\\d* lines of the log were lost");
        assertThat(plain.ask("stop")).contains("Shutdown successful");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static void noted(Scene scene, String text) {
    Eventually.holds(text, () -> scene.checkout().text(scene.notes()).contains(text), scene::state);
  }
}
