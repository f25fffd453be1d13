package fail2ban.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the whole process is set back by an hour while it runs. */
class ClockTest {

  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  @Tag("long")
  @Test
  void countsAndBansSurviveAndNobodyIsBannedTwice() throws IOException {
    assumeTrue(Files.exists(FAKETIME), "needs libfaketime");
    Path clock = folder.resolve("clock");
    Files.writeString(clock, "+0");
    try (var scene = Scene.without(folder)) {
      Checkout plain = scene.checkout();
      plain.jails(scene.jail("ssh"));
      var shifted =
          new Checkout(
              plain.root(),
              List.of(),
              Map.of(
                  "LC_ALL", "C",
                  "LD_PRELOAD", FAKETIME.toString(),
                  "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                  "FAKETIME_NO_CACHE", "1",
                  "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
      try (Running server = shifted.server()) {
        scene.sshd().failures("192.0.2.1", 2);
        scene.sshd().failures("192.0.2.2", 3);
        noted(scene, "+192.0.2.2\n");
        Files.writeString(clock, "-3600");
        scene.sshd().failures("192.0.2.2", 3, HOUR);
        scene.sshd().failures("192.0.2.1", 1, HOUR);
        noted(scene, "+192.0.2.1\n");
        scene.sshd().failures("192.0.2.3", 3, HOUR);
        noted(scene, "+192.0.2.3\n");
        assertThat(plain.text(scene.notes()).lines().filter(line -> line.startsWith("+")))
            .containsExactly("+192.0.2.2", "+192.0.2.1", "+192.0.2.3");
        assertThat(plain.ask("status", "ssh"))
            .contains("Currently failed:\t0\n", "Total failed:\t12\n", "Currently banned:\t3\n");
        plain.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  private static void noted(Scene scene, String text) {
    Eventually.holds(text, () -> scene.checkout().text(scene.notes()).contains(text), scene::state);
  }
}
