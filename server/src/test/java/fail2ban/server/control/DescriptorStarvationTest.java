package fail2ban.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with few descriptors, all of which its clients use up. */
@Timeout(60)
final class DescriptorStarvationTest {

  private static final int DESCRIPTORS = 64;

  @TempDir private Path folder;

  @Test
  void serverGoesOnOnceDescriptorsComeBack() throws Exception {
    Path path = folder.resolve("s");
    Process server = server(path);
    try (var out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("ready");
      List<RawClient> greedy = clients(path);
      assertThat(out.readLine()).startsWith("ERROR Accept failed: ");
      for (RawClient client : greedy) {
        client.close();
      }
      try (var client = new RawClient(path)) {
        assertThat(client.ask("ping")).hasToString("(0, 'pong')");
      }
      assertThat(out.readLine()).startsWith("NOTICE Connections are accepted again, after ");
    } finally {
      server.destroyForcibly();
      server.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static List<RawClient> clients(Path path) throws IOException {
    var clients = new ArrayList<RawClient>();
    for (int number = 0; number < DESCRIPTORS + 16; number++) {
      clients.add(new RawClient(path));
    }
    return clients;
  }

  private static Process server(Path path) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + "; exec \"$@\"",
            "sh",
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:-MaxFDLimit",
            "-cp",
            System.getProperty("java.class.path"),
            StarvedServer.class.getName(),
            path.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The process under test. */
  static final class StarvedServer {

    private StarvedServer() {}

    public static void main(String[] arguments) throws Exception {
      ControlSocket.open(
          Path.of(arguments[0]),
          false,
          ControlSocket.Limits.USUAL,
          command -> Value.text("pong"),
          module -> new PrintedLog(),
          Thread.ofVirtual().factory());
      System.out.println("ready");
      Thread.sleep(60_000);
    }
  }
}
