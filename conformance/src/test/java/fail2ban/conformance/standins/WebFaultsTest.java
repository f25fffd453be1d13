package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.standins.WebService.Answer;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Web services that refuse, fail or are silent: the log says so, soon, and nothing else suffers.
 */
class WebFaultsTest {

  private static final String SECRET = "never-to-be-seen-k3y";

  @TempDir private Path folder;

  @Test
  void areToldWithinTheirTime() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
    StandIns scene = StandIns.of(folder, List.of());
    Path key = Files.writeString(folder.resolve("key"), SECRET + "\n");
    String action = "ipthreat[ipthreat_apikey=\"@" + key + "\", total_timeout=3, api_url=\"%s\"]";
    try (WebService service = WebService.answering(WebFaultsTest::answer)) {
      String jails =
          scene.jail("silent", action.formatted(service.url() + "/silent"))
              + scene.jail("failing", action.formatted(service.url() + "/failing"))
              + scene.jail("absent", action.formatted("http://127.0.0.1:9/"))
              + scene.jail("keyless", action.replace("/key", "/nokey").formatted(service.url()));
      try (Running server = scene.server(jails)) {
        for (String jail : List.of("silent", "failing", "absent", "keyless")) {
          scene.tell(List.of(List.of("set", jail, "banip", "192.0.2.1")));
        }
        scene.await("a silent service", () -> service.requests("/silent").size() >= 1);
        Eventually.holds("curl is seen", () -> commandLines("--max-time"), scene.checkout()::log);
        assertThat(commandLines(SECRET)).isFalse();
        for (String jail : List.of("silent", "failing", "absent", "keyless")) {
          scene.await(jail + " fails", () -> failed(scene, jail));
        }
        scene.tell(List.of(List.of("stop")));
        assertThat(server.ended()).isZero();
      }
      assertThat(service.requests("/silent")).hasSize(2);
      assertThat(service.requests("/failing")).hasSize(2);
    }
    assertThat(scene.checkout().log())
        .contains("The service did not do it (500): out of coffee")
        .contains("curl: (28)")
        .contains("curl: (7)")
        .doesNotContain(SECRET);
  }

  private static Answer answer(Request request) {
    return request.target().equals("/failing") ? new Answer(500, "out of coffee") : Answer.NEVER;
  }

  private static boolean failed(StandIns scene, String jail) {
    return scene
        .checkout()
        .log()
        .lines()
        .anyMatch(line -> line.contains("Failed to execute ban jail '" + jail + "'"));
  }

  /** Whether a process that runs now was started with this word. */
  private static boolean commandLines(String word) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .anyMatch(path -> text(path.resolve("cmdline")).contains(word));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
