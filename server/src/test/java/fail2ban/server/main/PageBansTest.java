package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bans as the interface shows them. */
class PageBansTest {

  @TempDir Path folder;

  private PageFixture page;
  private String token;

  @BeforeEach
  void open() throws IOException {
    page = new PageFixture(folder, Map.of());
    page.start("ssh", "web");
    token = page.token("boss", "operate");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "soonest"})
  void pagesShowEverybodyOnceWhoeverComesAndGoesMeanwhile(String order) throws Exception {
    ban("ssh", IntStream.range(0, 250).mapToObj(n -> "192.0.2." + n));
    ban("web", IntStream.range(0, 150).mapToObj(n -> "2001:db8::" + Integer.toHexString(n + 1)));
    page.server.tell("set", "ssh", "banip", "a name");
    page.server.tell("set", "web", "bantime", "-1");
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonObject found =
          page.json("/api/v1/bans?limit=60&order=%s&after=%s".formatted(order, after), token);
      ids(found).forEach(seen::add);
      after = found.get("next").isJsonNull() ? "" : found.get("next").getAsString();
      page.server.tell("set", "ssh", "unbanip", seen.getLast(), seen.getFirst());
    } while (!after.isEmpty());
    assertThat(seen).hasSize(401).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "198.51.100.200, 198.51.100.0/24",
    "192.0.2.0/24, 192.0.2.7 192.0.2.77",
    "198.51.0.0/16, 198.51.100.0/24",
    "198.51.100.64/26, 198.51.100.0/24",
    "2001:DB8:0::/32, 2001:db8::7",
    "203.0.113.1, ''",
    "2.7, 192.0.2.7 192.0.2.77",
    "MALLORY, mallory",
    "0.0.0.0/0, 192.0.2.7 192.0.2.77 198.51.100.0/24",
  })
  void aSearchKnowsAddressesAndNetworks(String search, String expected) throws Exception {
    ban("ssh", Stream.of("192.0.2.7", "192.0.2.77", "198.51.100.0/24"));
    ban("web", Stream.of("2001:db8::7", "mallory"));
    JsonObject found = page.json("/api/v1/bans?search=" + PageFixture.encoded(search), token);
    assertThat(ids(found))
        .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
    assertThat(found.get("next").isJsonNull()).isTrue();
  }

  @Test
  void aSearchLooksThroughManyMoreThanAPage() throws Exception {
    ban("ssh", IntStream.range(0, 5000).mapToObj(n -> "10.0.%d.%d".formatted(n >> 8, n & 255)));
    assertThat(ids(page.json("/api/v1/bans?search=10.0.0.3", token))).containsExactly("10.0.0.3");
    JsonObject some = page.json("/api/v1/bans?search=10.0.0.0/16&limit=500", token);
    assertThat(ids(some)).hasSize(500);
    assertThat(some.get("next").isJsonNull()).isFalse();
  }

  @Test
  void aBanTellsWhatLedToIt() throws Exception {
    page.server.failures("192.0.2.66", 2);
    page.server.await("ban", () -> page.server.logged().contains("[ssh] Ban 192.0.2.66"));
    JsonObject ban = page.json("/api/v1/ban?jail=ssh&id=192.0.2.66", token);
    assertThat(ban.get("reason").getAsString()).isEqualTo("failures");
    assertThat(ban.get("failures").getAsInt()).isEqualTo(2);
    assertThat(ban.getAsJsonArray("lines"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.getAsString()).endsWith(" fail 192.0.2.66"));
    assertThat(ban.get("until").getAsLong() - ban.get("since").getAsLong()).isEqualTo(600);
    assertThat(ban.getAsJsonArray("earlier")).isEmpty();
    assertThat(page.get("/api/v1/ban?jail=ssh&id=192.0.2.67", token).statusCode()).isEqualTo(404);
    assertThat(page.get("/api/v1/ban?jail=no&id=192.0.2.66", token).statusCode()).isEqualTo(404);
  }

  @Test
  void namesWrittenByAttackersArriveAsTheyAreAndCanBeLetIn() throws Exception {
    List<String> names =
        List.of(
            "<script>alert(1)</script>",
            "\"'><img src=x onerror=alert(1)>",
            "evil\u202Etxt.exe\u2066",
            "a\u0000b\u001b[31m\r\nSet-Cookie: x=y",
            "💣 & ünïcödé / ? # %2e%2e",
            "x".repeat(8192));
    page.server.tell(
        Value.words(
            Stream.concat(Stream.of("set", "ssh", "banip"), names.stream())
                .toArray(String[]::new)));
    String body = page.get("/api/v1/bans", token).body();
    assertThat(body).doesNotContain("<").doesNotContain(">");
    assertThat(ids(page.json("/api/v1/bans", token))).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      String path = "/api/v1/ban?jail=ssh&id=" + PageFixture.encoded(name);
      assertThat(page.json(path, token).get("id").getAsString()).isEqualTo(name);
      if (name.length() < 1000) {
        var whom = new JsonObject();
        whom.addProperty("jail", "ssh");
        whom.addProperty("id", name);
        assertThat(page.post("/api/v1/unban", token, whom.toString()).body())
            .isEqualTo("{\"unbanned\":1}");
      }
    }
    assertThat(page.server.logged().lines().filter(line -> line.startsWith("Set-Cookie")))
        .isEmpty();
  }

  @Test
  void aPageOfLongNamesEndsEarly() throws Exception {
    String[] names =
        IntStream.range(0, 60).mapToObj(n -> n + "y".repeat(8192)).toArray(String[]::new);
    ban("ssh", Stream.of(names));
    JsonObject first = page.json("/api/v1/bans", token);
    assertThat(ids(first)).hasSizeBetween(30, 40);
    JsonObject second = page.json("/api/v1/bans?after=" + first.get("next").getAsString(), token);
    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    assertThat(seen).containsExactlyInAnyOrder(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=x",
        "order=up",
        "after=x",
        "after=MSAyIDM",
        "after=%FF",
        "search=%zz",
      })
  void whatMakesNoSenseIsRefused(String query) throws Exception {
    String answer =
        page.raw(
            "GET /api/v1/bans?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(query, token));
    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"jail\":\"ssh\"}",
        "{\"jail\":{},\"id\":\"192.0.2.1\"}",
        "{\"jail\":\"ssh\",\"id\":\"somebody\"}",
        "{\"jail\":\"ssh\",\"id\":\"192.0.2.1\"} x",
      })
  void bodiesThatMakeNoSenseBanNobody(String body) throws Exception {
    assertThat(page.post("/api/v1/ban", token, body).statusCode()).isEqualTo(400);
    assertThat(page.server.tell("get", "ssh", "banned")).isEqualTo("[]");
  }

  @Test
  void tooMuchIsNotRead() throws Exception {
    String body = "{\"jail\":\"ssh\",\"id\":\"" + "x".repeat(5000) + "\"}";
    assertThat(page.post("/api/v1/ban", token, body).statusCode()).isEqualTo(413);
    String path = "/api/v1/bans?search=" + "x".repeat(100_000);
    String answer =
        page.raw("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
    assertThat(answer).doesNotContain("200 OK");
  }

  @Test
  void curvesAreShownWhereAHistoryIsKept() throws Exception {
    assertThat(page.json("/api/v1/history", token).getAsJsonObject("series").size()).isZero();
    assertThat(page.get("/api/v1/history?span=2d", token).statusCode()).isEqualTo(400);
    var section =
        new Value.Mapping(
            Map.of(
                Value.text("folder"),
                Value.text(folder.resolve("history").toString()),
                Value.text("step"),
                Value.text("1s")));
    page.server.tell(Value.list(Value.text("set"), Value.text("history"), section));
    ban("ssh", Stream.of("192.0.2.1"));
    page.server.await("file", () -> !page.server.tell("history", "ssh", "1h").startsWith("!"));
    JsonObject found = page.json("/api/v1/history?jail=ssh&span=1h", token);
    assertThat(found.getAsJsonObject("series").keySet())
        .contains("banned", "bans", "failures", "unbans", "lines");
    assertThat(found.get("to").getAsLong()).isNotZero();
  }

  @Test
  void jailsShowTheirFigures() throws Exception {
    ban("ssh", Stream.of("192.0.2.1", "192.0.2.2"));
    page.server.failures("192.0.2.5", 1);
    page.server.await("failure", () -> page.server.logged().contains("[web] Found 192.0.2.5"));
    page.server.tell("set", "web", "idle", "on");
    JsonArray jails = page.json("/api/v1/jails", token).getAsJsonArray("jails");
    JsonObject ssh = jails.get(0).getAsJsonObject();
    JsonObject web = jails.get(1).getAsJsonObject();
    assertThat(ssh.get("name").getAsString()).isEqualTo("ssh");
    assertThat(ssh.get("bannedNow").getAsInt()).isEqualTo(2);
    assertThat(ssh.get("state").getAsString()).isEqualTo("running");
    assertThat(web.get("state").getAsString()).isEqualTo("idle");
    assertThat(web.get("failedTotal").getAsInt()).isEqualTo(1);
    assertThat(web.getAsJsonArray("sources").get(0).getAsString())
        .isEqualTo(page.server.watched().toString());
  }

  private void ban(String jail, Stream<String> ids) {
    page.server.tell(
        Value.words(Stream.concat(Stream.of("set", jail, "banip"), ids).toArray(String[]::new)));
  }

  private static List<String> ids(JsonObject found) {
    return found.getAsJsonArray("bans").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(ban -> ban.get("id").getAsString())
        .toList();
  }
}
