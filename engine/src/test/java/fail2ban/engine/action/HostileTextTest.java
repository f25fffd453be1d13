package fail2ban.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers write into a log reaches a real shell as data, to the byte. */
final class HostileTextTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"; touch victim; \"",
        "$(touch victim)",
        "`touch victim`",
        "'; touch victim; '",
        "a\ntouch victim\nb",
        "\\\"; touch victim #",
        "x' || touch victim || 'y",
        "${IFS}touch${IFS}victim",
        "é ü 漢字 \uD83D\uDE00 <matches> <F-USER>",
        "> victim",
        "-n -e %s \\n",
        "$f2bV_F_user $0 $1 ~ * ? [a-z]",
      })
  void arrivesAsWritten(String text) throws Exception {
    assertThat(echoed(text)).isEqualTo(text + "|" + text + "|end");
    assertThat(folder.resolve("victim")).doesNotExist();
  }

  @Test
  void arrivesAsWrittenWhateverItIs() throws Exception {
    var random = new Random(20261123);
    for (int round = 0; round < 40; round++) {
      String text =
          random
              .ints(1 + random.nextInt(60), 1, 0x250)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(echoed(text)).isEqualTo(text + "|" + text + "|end");
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** An argument cannot hold one, and a ban must not fail because a log line does. */
  @Test
  void aNulByteIsLeftOut() throws Exception {
    assertThat(echoed("a\0;b")).isEqualTo("a;b|a;b|end");
  }

  /**
   * The kernel takes no longer argument; a long line must not keep its writer from being banned.
   */
  @Test
  void anEndlessLineIsCutToWhatTheKernelTakes() throws Exception {
    String text = "é".repeat(300_000);
    assertThat(echoed(text)).isEqualTo("é".repeat(60_000) + "|" + "é".repeat(60_000) + "|end");
  }

  private String echoed(String text) throws Exception {
    ActionCommands commands =
        ActionCommands.of(
            new ActionDefinition("test")
                .with("actionban", "printf '%s|' \"<F-USER>\" \"<F-TEXT>\"; printf end"));
    Map<String, Value> groups = Map.of("user", Value.text(text), "text", Value.text(text));
    ActionTicket ticket = Samples.ticket(Samples.ban("192.0.2.1", "", groups));
    return output(commands.command(Operation.BAN, FamilyScope.COMMON, ticket.tags()).orElseThrow());
  }

  private String output(ActionCommand command) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", command.script()));
    words.addAll(command.arguments());
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    Process shell = builder.start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return output;
  }
}
