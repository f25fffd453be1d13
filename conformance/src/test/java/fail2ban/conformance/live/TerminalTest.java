package fail2ban.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fail2ban-client -i} at a real terminal. */
class TerminalTest {

  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "python", "type_at.py").toAbsolutePath();

  /** What {@code maxretry} is, on a line of its own. */
  private static final String ANSWER = "\u001b[?2004l3\r\n";

  @TempDir private Path folder;

  @Test
  void wordsAreCompletedAndLinesRemembered() throws IOException {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("sshd-at-work"));
      try (Running _ = checkout.server()) {
        Finished first =
            typed(
                checkout,
                "fail2ban> \t'status sshd\\t\\r'",
                "fail2ban> \t'get sshd\\tmaxr\\t\\r'",
                "fail2ban> \t'exit\\r'");
        assertThat(first.out()).contains("Status for the jail: sshd-at-work").contains(ANSWER);
        Path history = folder.resolve("state/fail2ban-java/history");
        assertThat(Files.readString(history)).contains("get sshd-at-work maxretry");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
            .isEqualTo("rw-------");
        Finished again = typed(checkout, "fail2ban> \t'\\x10\\x10\\r'", "fail2ban> \t'\\x04'");
        assertThat(again.out()).contains("get sshd-at-work maxretry").contains(ANSWER);
      }
    }
  }

  private Finished typed(Checkout checkout, String... steps) throws IOException {
    Path input = folder.resolve("steps");
    Files.write(input, List.of(steps));
    var words = new ArrayList<>(List.of("sh", "-c", "exec python3 \"$@\" <" + input, "sh"));
    words.add(SCRIPT.toString());
    words.addAll(checkout.launcher("fail2ban-client", "-i"));
    Finished done =
        Command.run(
            checkout.root(),
            Map.of("XDG_STATE_HOME", folder.resolve("state").toString(), "TERM", "xterm"),
            words);
    assertThat(done.status()).describedAs(done.toString()).isZero();
    return done;
  }
}
