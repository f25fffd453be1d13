package fail2ban.conformance.regex;

import fail2ban.client.regex.RegexProgram;
import fail2ban.conformance.support.Finished;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Our own {@code fail2ban-regex}, run within the test on a thread as the launcher makes it. */
final class OwnRegex {

  private static final long STACK = 64L << 20;

  private OwnRegex() {}

  static Finished run(List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int[] status = new int[1];
    var thread =
        new Thread(null, () -> status[0] = run(arguments, out, err), "fail2ban-regex", STACK);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Finished(
        status[0], out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static int run(
      List<String> arguments, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    try (var printed = new PrintStream(out, false, StandardCharsets.UTF_8);
        var complained = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      var world =
          RegexProgram.World.usual(Path.of("/etc/fail2ban"), Clock.system(ZoneId.of("UTC")));
      return new RegexProgram(printed, complained, world).run(arguments);
    }
  }
}
