package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what on the page, asked over HTTP. */
class PageAccessTest {

  private static final String WHOM = "{\"jail\":\"ssh\",\"id\":\"192.0.2.1\"}";

  @TempDir Path folder;

  private PageFixture page;
  private String reader;
  private String operator;

  @BeforeEach
  void open() throws IOException {
    page = new PageFixture(folder, Map.of());
    page.start("ssh");
    reader = page.token("reader", "read");
    operator = page.token("boss", "operate");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jails", "bans", "ban?jail=ssh&id=192.0.2.1", "events"})
  void whoShowsNoTokenSeesNothing(String path) throws Exception {
    HttpResponse<String> answer = page.send(page.request("/api/v1/" + path));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("ssh");
  }

  @Test
  void aTokenInTheUrlIsNone() throws Exception {
    String url = "/api/v1/jails?token=%s&access_token=%s".formatted(reader, reader);
    assertThat(page.send(page.request(url)).statusCode()).isEqualTo(401);
  }

  @Test
  void aReaderReadsAndAnOperatorDoesBoth() throws Exception {
    assertThat(page.get("/api/v1/jails", reader).statusCode()).isEqualTo(200);
    assertThat(page.get("/api/v1/jails", operator).statusCode()).isEqualTo(200);
    assertThat(page.post("/api/v1/ban", reader, WHOM).statusCode()).isEqualTo(403);
    assertThat(page.server.tell("get", "ssh", "banned")).isEqualTo("[]");
    assertThat(page.post("/api/v1/ban", operator, WHOM).body()).isEqualTo("{\"banned\":1}");
    assertThat(page.post("/api/v1/unban", operator, WHOM).body()).isEqualTo("{\"unbanned\":1}");
    page.server.await("unban", () -> page.server.logged().contains("[ssh] Unban 192.0.2.1\n"));
    assertThat(page.server.logged())
        .contains(
            "[ssh] 'boss' asks for ban of 192.0.2.1\n",
            "NOTICE  [ssh] Ban 192.0.2.1\n",
            "[ssh] 'boss' asks for unban of 192.0.2.1\n",
            "NOTICE  [ssh] Unban 192.0.2.1\n");
  }

  @Test
  void metricsAreForReadersWhereTheyAreWanted() throws Exception {
    assertThat(page.get("/metrics", reader).statusCode()).isEqualTo(404);
    page.server.tell(
        Value.list(Value.text("set"), Value.text("metrics"), new Value.Mapping(Map.of())));
    assertThat(page.send(page.request("/metrics")).statusCode()).isEqualTo(401);
    HttpResponse<String> answer = page.get("/metrics", reader);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(answer.body())
        .contains("f2b_jail_banned_current{jail=\"ssh\"} 0")
        .endsWith("# EOF\n");
  }

  @Test
  void nobodyShutsHimselfOut() throws Exception {
    for (String id : new String[] {"127.0.0.1", "127.0.0.0/8", "0.0.0.0/0"}) {
      String body = "{\"jail\":\"ssh\",\"id\":\"%s\"}".formatted(id);
      assertThat(page.post("/api/v1/ban", operator, body).statusCode()).as(id).isEqualTo(409);
    }
  }

  @Test
  void onlyHashesAreKept() throws Exception {
    assertThat(Files.readString(page.tokenFile())).doesNotContain(reader).contains("boss operate");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page.tokenFile())))
        .isEqualTo("rw-------");
    assertThat(page.server.logged()).doesNotContain(reader).doesNotContain(operator);
  }

  @Test
  void aTokenThatIsTakenBackOpensNothingMoreNorDoItsSessions() throws Exception {
    String cookie = logIn(operator);
    assertThat(page.server.tell("page", "token", "remove", "boss")).isEqualTo("'removed'");
    assertThat(page.get("/api/v1/jails", operator).statusCode()).isEqualTo(401);
    var request = page.request("/api/v1/jails").header("Cookie", cookie);
    assertThat(page.send(request).statusCode()).isEqualTo(401);
    assertThat(page.get("/api/v1/jails", reader).statusCode()).isEqualTo(200);
  }

  @Test
  void aBrowserLogsInAndOut() throws Exception {
    HttpResponse<String> answer = page.send(posting("{\"token\":\"" + operator + "\"}"));
    assertThat(answer.statusCode()).isEqualTo(204);
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("; HttpOnly; SameSite=Strict").contains("; Path=/;");
    String cookie = set.substring(0, set.indexOf(';'));
    assertThat(session(cookie)).contains("\"name\":\"boss\"", "\"role\":\"operate\"");
    HttpRequest.Builder out =
        page.request("/api/v1/session")
            .header("Cookie", cookie)
            .header("Content-Type", "application/json")
            .header("X-Fail2ban", "x")
            .DELETE();
    assertThat(page.send(out).statusCode()).isEqualTo(204);
    assertThat(session(cookie)).contains("\"role\":\"none\"").doesNotContain("version");
  }

  /** Each of these is a request that another site could make a browser send. */
  @ParameterizedTest
  @CsvSource({
    "X-Other, 1, 403",
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
  })
  void otherSitesCannotAskInTheNameOfABrowser(String header, String value, int status)
      throws Exception {
    String cookie = logIn(operator);
    var request =
        page.request("/api/v1/ban")
            .header("Cookie", cookie)
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(WHOM));
    if (!header.equals("X-Other")) {
      request.header("X-Fail2ban", "1");
    }
    assertThat(page.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void aFormsBodyIsRefused() throws Exception {
    var request =
        page.request("/api/v1/ban")
            .header("Authorization", "Bearer " + operator)
            .header("X-Fail2ban", "1")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(WHOM));
    assertThat(page.send(request).statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "localhost.evil.example:8842, 421",
    "'', 421",
    "localhost, 200",
    "LOCALHOST:1234, 200",
    "127.0.0.1, 200",
    "[::1]:8842, 200",
    "192.0.2.7:8842, 200",
  })
  void aNameThatIsNotOursIsNotAnswered(String host, int status) throws Exception {
    String answer = page.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void whoeverTriesTokensIsNotListenedToForAWhile() throws Exception {
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(page.get("/api/v1/jails", "wrong" + attempt).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> late = page.get("/api/v1/jails", operator);
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).contains("60");
    assertThat(page.send(posting("{\"token\":\"" + operator + "\"}")).statusCode()).isEqualTo(429);
    assertThat(page.server.logged())
        .contains("Wrong token from 127.0.0.1")
        .doesNotContain("wrong0");
  }

  @Test
  void everyAnswerForbidsScriptsAndFrames() throws Exception {
    for (String path :
        new String[] {"/", "/page.js", "/api/v1/jails", "/nothing", "/api/v1/session"}) {
      var headers = page.send(page.request(path)).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  private HttpRequest.Builder posting(String body) {
    return page.posting("/api/v1/session", body);
  }

  private String logIn(String token) throws Exception {
    HttpResponse<String> answer = page.send(posting("{\"token\":\"" + token + "\"}"));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  private String session(String cookie) throws Exception {
    return page.send(page.request("/api/v1/session").header("Cookie", cookie)).body();
  }
}
