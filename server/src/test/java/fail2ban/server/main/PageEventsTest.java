package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens, told to whoever listens. */
@Timeout(30)
class PageEventsTest {

  @TempDir Path folder;

  private PageFixture page;
  private String token;

  @BeforeEach
  void open() throws IOException {
    page = new PageFixture(folder, Map.of());
    page.start("ssh");
    token = page.token("eye", "read");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void aBanIsToldWithinASecond() throws Exception {
    try (var lines = lines(page.stream(token))) {
      page.server.failures("192.0.2.9", 2);
      page.server.await("ban", () -> page.server.logged().contains("[ssh] Ban 192.0.2.9"));
      long banned = System.nanoTime();
      String line = next(lines, "\"kind\":\"banned\"");
      assertThat(Duration.ofNanos(System.nanoTime() - banned)).isLessThan(Duration.ofSeconds(1));
      assertThat(line).contains("\"jail\":\"ssh\"", "\"id\":\"192.0.2.9\"");
    }
  }

  @Test
  void whoeverWasInterruptedMissesNothing() throws Exception {
    page.server.tell("set", "ssh", "banip", "192.0.2.1");
    String id;
    try (var lines = lines(page.stream(token))) {
      id = next(lines, "id: ").substring("id: ".length());
      assertThat(next(lines, "data: ")).contains("192.0.2.1");
    }
    page.server.tell("set", "ssh", "banip", "192.0.2.2", "192.0.2.3");
    try (var lines = lines(page.stream(token, "Last-Event-ID", id))) {
      assertThat(next(lines, "data: ")).contains("192.0.2.2");
      assertThat(next(lines, "data: ")).contains("192.0.2.3");
    }
    try (var lines = lines(page.stream(token, "Last-Event-ID", "other-0"))) {
      assertThat(next(lines, "data: ")).contains("192.0.2.1");
    }
  }

  @Test
  void whoeverWasAwayForTooLongIsToldHowMuchHeMissed() throws Exception {
    page.server.tell("set", "ssh", "banip", "192.0.2.1");
    String id;
    try (var lines = lines(page.stream(token))) {
      id = next(lines, "id: ").substring("id: ".length());
    }
    List<String> many = new ArrayList<>(List.of("set", "ssh", "banip"));
    IntStream.range(0, 5000)
        .mapToObj(n -> "10.0.%d.%d".formatted(n >> 8, n & 255))
        .forEach(many::add);
    page.server.tell(many.toArray(String[]::new));
    page.server.await("bans", () -> page.server.logged().contains("Ban 10.0.19.135"));
    try (var lines = lines(page.stream(token, "Last-Event-ID", id))) {
      assertThat(next(lines, "event: ")).isEqualTo("event: missed");
      assertThat(next(lines, "data: ")).isEqualTo("data: 904");
    }
  }

  @Test
  void soManyListenAndNoMore() throws Exception {
    List<InputStream> open = new ArrayList<>();
    HttpResponse<InputStream> answer = page.stream(token);
    while (answer.statusCode() == 200 && open.size() < 20) {
      open.add(answer.body());
      answer.body().read();
      answer = page.stream(token);
    }
    assertThat(open).hasSize(16);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(page.get("/api/v1/jails", token).statusCode()).isEqualTo(200);
    for (InputStream one : open) {
      one.close();
    }
  }

  /** Nothing is read from the socket: its buffers fill up while bans go on. */
  @Test
  void aReaderWhoIsStuckHoldsNobodyUp() throws Exception {
    try (var stuck = new Socket(page.place.getHost(), page.place.getPort())) {
      stuck.setReceiveBufferSize(1024);
      String request =
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + token
              + "\r\n\r\n";
      stuck.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      long longest = 0;
      for (int round = 0; round < 20; round++) {
        List<String> many = new ArrayList<>(List.of("set", "ssh", "banip"));
        for (int n = 0; n < 500; n++) {
          many.add("long-name-%d-%d-%s".formatted(round, n, "z".repeat(500)));
        }
        page.server.tell(many.toArray(String[]::new));
        page.server.failures("198.51.100." + round, 2);
        long begin = System.nanoTime();
        String ban = "[ssh] Ban 198.51.100." + round + "\n";
        page.server.await("ban", () -> page.server.logged().contains(ban));
        longest = Math.max(longest, System.nanoTime() - begin);
      }
      assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(3));
    }
  }

  private static BufferedReader lines(HttpResponse<InputStream> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines, String wanted) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(wanted)) {
        return line;
      }
    }
    throw new AssertionError("the stream ended without " + wanted);
  }
}
