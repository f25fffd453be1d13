package fail2ban.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed at any moment, over and over, while its log grows. Every second offender
 * fails three times and is to be banned, once; the others fail twice, and are banned if a single
 * line counts twice.
 */
class CrashRoundsTest {

  private static final Pattern RULE = Pattern.compile(" -s (10\\.\\S+)/32 ");

  @TempDir private Path folder;

  @Test
  void threeKillsLoseNothing() throws InterruptedException {
    killed(3, 4);
  }

  @Tag("long")
  @Test
  void twoHundredKillsLoseNothing() throws InterruptedException {
    killed(200, 250);
  }

  private void killed(int rounds, int pauseMillis) throws InterruptedException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    try (var scene = Scene.withFirewall(folder, Map.of())) {
      Checkout checkout = scene.checkout();
      checkout.jails(
          scene
              .jail("ssh", "action = iptables[name=ssh, port=22]", "findtime = 1h", "bantime = 1h")
              .replaceAll("action = dummy.*\n", ""));
      var attack = new Attack(scene, pauseMillis);
      var attacker = Thread.ofPlatform().name("attacker").start(attack);
      try {
        for (int round = 0; round < rounds; round++) {
          try (Running server =
              round % 2 == 0
                  ? checkout.server()
                  : checkout.spawn("fail2ban-server", "-xf", "start")) {
            Thread.sleep(random.nextInt(1200));
            server.kill();
          }
        }
      } finally {
        attack.stop();
        attacker.join();
      }
      try (Running server = checkout.server()) {
        Eventually.holds(
            "all is banned that is to be, seed " + seed,
            () -> rules(scene).size() >= attack.banned().size(),
            () -> missing(scene, attack));
        String status = checkout.ask("status", "ssh");
        assertThat(rules(scene))
            .describedAs("seed " + seed)
            .containsExactlyInAnyOrderElementsOf(attack.banned());
        assertThat(status)
            .contains(
                "Currently failed:\t" + attack.spared() + "\n",
                "Currently banned:\t" + attack.banned().size() + "\n");
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
      assertThat(scene.rules("iptables")).doesNotContain("f2b-ssh");
    }
  }

  private static List<String> rules(Scene scene) {
    var addresses = new ArrayList<String>();
    Matcher rule = RULE.matcher(scene.rules("iptables"));
    while (rule.find()) {
      addresses.add(rule.group(1));
    }
    return addresses;
  }

  private static String missing(Scene scene, Attack attack) {
    var missing = new ArrayList<>(attack.banned());
    missing.removeAll(rules(scene));
    return missing + "\n" + scene.state();
  }

  /** Failures of one address after the other, two or three each, line by line. */
  private static final class Attack implements Runnable {

    private final Scene scene;
    private final int pauseMillis;
    private final List<String> banned = new ArrayList<>();
    private int spared;
    private volatile boolean over;

    Attack(Scene scene, int pauseMillis) {
      this.scene = scene;
      this.pauseMillis = pauseMillis;
    }

    @Override
    public void run() {
      try {
        for (int number = 0; !over; number++) {
          fail("10.%d.%d.%d".formatted(number >> 16, number >> 8 & 255, number & 255), number);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void fail(String address, int number) throws InterruptedException {
      boolean spare = number % 2 == 0;
      for (int count = spare ? 2 : 3; count > 0; count--) {
        scene.sshd().failures(address, 1);
        Thread.sleep(pauseMillis);
      }
      if (spare) {
        spared++;
      } else {
        banned.add(address);
      }
    }

    void stop() {
      over = true;
    }

    /** To be asked once the thread has ended. */
    List<String> banned() {
      return banned;
    }

    int spared() {
      return spared;
    }
  }
}
