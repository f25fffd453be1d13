package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.standins.WebService.Answer;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What web services are asked for bans and unbans, held against what they document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServicesTest {

  private static final String SECRET = "s3cret-k3y";
  private static final String EVIL =
      "say \"no\" \\ & + 100% ü $(touch evil) `touch evil` of 192.0.2.1\\n";

  /** Rules as Cloudflare shows them: each also names its owner. */
  private static final String FOUND =
      """
      {"result":[{"id":"0a1b","mode":"block","scope":{"id":"0dd","type":"user"}},
       {"id": "0a1c", "scope": {"id": "0dd", "email": "you@example.net"}}],"success":true}
      """;

  private static final String DUPLICATE =
      "{\"errors\":[{\"message\":\"firewallaccessrules.api.duplicate_of_existing\"}]}";

  @TempDir private static Path folder;

  private List<Request> all = List.of();
  private String log = "";
  private String shown = "";

  @BeforeAll
  void banAndUnban() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
    StandIns scene = StandIns.of(folder, List.of());
    Path curl = folder.resolve("programs/curl");
    Files.writeString(
        curl, "#!/bin/sh\necho \"curl $*\" >>\"$RECORD\"\nexec /usr/bin/curl \"$@\"\n");
    assertThat(curl.toFile().setExecutable(true)).isTrue();
    Path key = Files.writeString(folder.resolve("key"), SECRET + "\n");
    try (WebService service = WebService.answering(WebServicesTest::answer)) {
      Map<String, String> actions = actions(service.url(), "\"@" + key + "\"");
      var jails = new StringBuilder();
      actions.forEach((name, action) -> jails.append(scene.jail(name, action)));
      try (Running server = scene.server(jails.toString())) {
        scene.tell(bans(actions));
        scene.await(
            "all bans",
            () ->
                scene.checkout().log().lines().filter(line -> line.contains("Ban joe")).count()
                    == actions.size());
        scene.await("the last request", () -> service.requests("/mnw").size() == 2);
        scene.tell(List.of(List.of("stop")));
        assertThat(server.ended()).isZero();
      }
      all = service.requests();
    }
    log = scene.checkout().log();
    shown = scene.text();
  }

  private static Map<String, String> actions(String url, String key) {
    var actions = new TreeMap<String, String>();
    actions.put(
        "abuse",
        "abuseipdb[abuseipdb_apikey=%s, abuseipdb_category=\"18,22\", api_url=%s/abuse]"
            .formatted(key, url));
    actions.put(
        "blde",
        "blocklist_de[email=me@example.net, apikey=%s, service=ssh, agent=\"F/1\", api_url=%s/blde]"
            .formatted(key, url));
    actions.put("threat", "ipthreat[ipthreat_apikey=%s, api_url=%s/threat]".formatted(key, url));
    actions.put(
        "cf", "cloudflare[cfuser=me@example.net, cftoken=%s, api_url=%s/v4]".formatted(key, url));
    actions.put(
        "cft", "cloudflare-token[cfzone=z0, cftoken=%s, api_url=%s/v4]".formatted(key, url));
    actions.put(
        "ns",
        "netscaler[ns_auth=%s, ns_dataset=bad, ns_dataset6=bad6, ns_url=%s/nitro]"
            .formatted(key, url));
    actions.put(
        "mnw",
        "mynetwatchman[mnwlogin=me@example.net, mnwpass=%s, myip=192.0.2.9, port=ssh, mnwurl=%s/mnw]"
            .formatted(key, url));
    return actions;
  }

  private static List<List<String>> bans(Map<String, String> actions) {
    var commands = new ArrayList<List<String>>();
    for (String jail : actions.keySet()) {
      commands.add(List.of("set", jail, "attempt", "192.0.2.1", EVIL));
      for (String id : List.of("2001:db8::1", "192.0.2.0/24", "joe")) {
        commands.add(List.of("set", jail, "banip", id));
      }
    }
    return commands;
  }

  private static Answer answer(Request request) {
    if (request.method().equals("GET") && request.target().startsWith("/v4")) {
      return new Answer(200, FOUND);
    }
    return request.body().contains("192.0.2.0/24") ? new Answer(400, DUPLICATE) : Answer.GOOD;
  }

  private List<Request> asked(String path) {
    return all.stream().filter(request -> request.target().startsWith(path)).toList();
  }

  @Test
  void nothingFailsAndNothingIsObeyed() {
    assertThat(log).doesNotContain(" ERROR ");
    assertThat(folder.resolve("checkout/evil")).doesNotExist();
    assertThat(Path.of("evil")).doesNotExist();
  }

  @Test
  void noCommandLineHoldsTheKey() {
    assertThat(shown.lines().filter(line -> line.startsWith("curl "))).hasSizeGreaterThan(20);
    assertThat(shown).doesNotContain(SECRET);
  }

  @Test
  void abuseIpDbIsToldAddressCategoriesAndLines() {
    assertThat(asked("/abuse"))
        .hasSize(2)
        .allSatisfy(request -> {
          assertThat(request.what()).isEqualTo("POST /abuse");
          assertThat(request.header("Key")).isEqualTo(SECRET);
          assertThat(request.header("Accept")).isEqualTo("application/json");
        });
    assertThat(asked("/abuse").getFirst().form())
        .isEqualTo(Map.of("ip", "192.0.2.1", "categories", "18,22", "comment", EVIL));
    assertThat(asked("/abuse").getLast().form()).containsEntry("ip", "2001:db8::1");
  }

  @Test
  void blocklistDeIsToldByAForm() {
    Request request = asked("/blde").getFirst();
    assertThat(request.what()).isEqualTo("POST /blde");
    assertThat(request.header("User-agent")).isEqualTo("F/1");
    assertThat(request.form())
        .isEqualTo(
            Map.of(
                "server",
                "me@example.net",
                "apikey",
                SECRET,
                "service",
                "ssh",
                "ip",
                "192.0.2.1",
                "logs",
                EVIL,
                "format",
                "text"));
  }

  @Test
  void ipThreatIsToldInJson() {
    Request request = asked("/threat").getFirst();
    assertThat(request.what()).isEqualTo("POST /threat");
    assertThat(request.header("X-api-key")).isEqualTo(SECRET);
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.body())
        .isEqualTo(
            "{\"ip\":\"192.0.2.1\",\"flags\":\"8\",\"system\":\"threat\",\"notes\":\"fail2ban\"}");
  }

  @Test
  void cloudflareHasARuleForEachAddressAndNetworkAndLosesOnlyThose() {
    cloudflare("/v4/user/firewall/access_rules/rules", "cf");
    cloudflare("/v4/zones/z0/firewall/access_rules/rules", "cft");
    assertThat(asked("/v4/user"))
        .allSatisfy(request -> {
          assertThat(request.header("X-auth-email")).isEqualTo("me@example.net");
          assertThat(request.header("X-auth-key")).isEqualTo(SECRET);
        });
    assertThat(asked("/v4/zones"))
        .allSatisfy(
            request -> assertThat(request.header("Authorization")).isEqualTo("Bearer " + SECRET));
  }

  private void cloudflare(String path, String jail) {
    List<Request> requests = asked(path);
    String rule =
        "{\"mode\":\"block\",\"configuration\":{\"target\":\"%s\",\"value\":\"%s\"},"
            + "\"notes\":\"Fail2Ban %s\"}";
    assertThat(requests)
        .filteredOn(request -> request.what().equals("POST " + path))
        .extracting(Request::body)
        .containsExactly(
            rule.formatted("ip", "192.0.2.1", jail),
            rule.formatted("ip6", "2001:db8::1", jail),
            rule.formatted("ip_range", "192.0.2.0/24", jail));
    assertThat(requests)
        .filteredOn(request -> request.what().equals("GET " + path))
        .extracting(Request::query)
        .contains(
            Map.of(
                "mode",
                "block",
                "configuration.target",
                "ip6",
                "configuration.value",
                "2001:db8::1",
                "notes",
                "Fail2Ban " + jail,
                "match",
                "all",
                "per_page",
                "100"))
        .hasSize(3);
    assertThat(requests)
        .filteredOn(request -> request.method().equals("DELETE"))
        .extracting(Request::path)
        .hasSize(6)
        .containsOnly(path + "/0a1b", path + "/0a1c");
  }

  @Test
  void netscalerHasAValueForEachAddress() {
    assertThat(asked("/nitro"))
        .allSatisfy(
            request -> assertThat(request.header("Authorization")).isEqualTo("Basic " + SECRET));
    assertThat(asked("/nitro").stream().map(request -> request.method() + " " + request.target()))
        .containsExactlyInAnyOrder(
            "GET /nitro",
            "PUT /nitro/policydataset_value_binding",
            "PUT /nitro/policydataset_value_binding",
            "DELETE /nitro/policydataset_value_binding/bad?args=value:192.0.2.1",
            "DELETE /nitro/policydataset_value_binding/bad6?args=value:2001%3Adb8%3A%3A1");
    assertThat(asked("/nitro").get(1).body())
        .isEqualTo("{\"policydataset_value_binding\":{\"name\":\"bad\",\"value\":\"192.0.2.1\"}}");
  }

  @Test
  void myNetWatchmanIsToldInAQuery() {
    Map<String, String> query = asked("/mnw").getFirst().query();
    assertThat(query)
        .containsEntry("AgentEmail", "me@example.net")
        .containsEntry("AgentPassword", SECRET)
        .containsEntry("AttackerIP", "192.0.2.1")
        .containsEntry("VictimIP", "192.0.2.9")
        .containsEntry("ProtocolID", "6")
        .containsEntry("DestPort", "22")
        .containsEntry("AttackCount", "1");
    assertThat(query.get("AttackDateTime")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  }
}
