package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Actions for programs that are not to be had here, or not to be let loose: how they are called for
 * an address of each family, from the ban to the unban.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherFirewallsTest {

  private static final String IPV4 = "192.0.2.7";
  private static final String IPV6 = "2001:db8::7";

  private static final List<String> PROGRAMS =
      List.of(
          "afctl",
          "apf",
          "apprise",
          "csf",
          "ip6tables",
          "ipf",
          "ipfw",
          "ipset",
          "iptables",
          "nginx",
          "npfctl",
          "nsupdate",
          "shorewall",
          "shorewall6",
          "ssh");

  @TempDir private static Path folder;

  private StandIns scene;

  @BeforeAll
  void banAndUnban() {
    scene = StandIns.of(folder, PROGRAMS);
    var jails = new StringBuilder();
    var bans = new ArrayList<List<String>>();
    var unbans = new ArrayList<List<String>>();
    actions()
        .forEach((name, action) -> {
          jails.append(scene.jail(name, action));
          for (String id : List.of(IPV4, IPV6, "joe")) {
            bans.add(List.of("set", name, "banip", id));
            unbans.add(List.of("set", name, "unbanip", id));
          }
        });
    try (Running server = scene.server(jails.toString())) {
      scene.tell(bans);
      scene.await("all bans", () -> count("NOTICE", "Ban joe") == actions().size());
      scene.await("nginx to know", () -> scene.lines("nginx [-s]").size() >= 3);
      scene.tell(unbans);
      scene.tell(List.of(List.of("stop")));
      assertThat(server.ended()).isZero();
    }
  }

  private static Map<String, String> actions() {
    var actions = new LinkedHashMap<String, String>();
    actions.put("apf", "apf");
    actions.put("csf", "csf");
    actions.put("ipfilter", "ipfilter");
    actions.put("ipfw", "ipfw[port=22]");
    actions.put("bsd-ipfw", "bsd-ipfw[table=7, port=22, startstatefile=\"" + file("bsd") + "\"]");
    actions.put("osx-ipfw", "osx-ipfw[port=22]");
    actions.put("osx-afctl", "osx-afctl[afctl=afctl]");
    actions.put("npf", "npf");
    actions.put("shorewall", "shorewall");
    actions.put("shorewall-set", "shorewall-ipset-proto6[ipsettime=600]");
    actions.put("symbiosis", "symbiosis-blacklist-allports[blacklist_path=\"" + folder + "\"]");
    actions.put("mikrotik", "mikrotik[host=192.0.2.254, user=f2b, keyfile=/k, list=bad]");
    actions.put("nsupdate", "nsupdate[domain=bl.example.net, keyfile=/k, nsupdatecmd=nsupdate]");
    actions.put("apprise", "apprise[config=/a]");
    actions.put(
        "nginx",
        "nginx-block-map[blck_lst_file=\"%s\", srv_pid=\"%s\"]"
            .formatted(file("map"), file("programs/nginx")));
    return actions;
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private long count(String... words) {
    return scene.checkout().log().lines().filter(line -> has(line, words)).count();
  }

  private static boolean has(String line, String... words) {
    return List.of(words).stream().allMatch(line::contains);
  }

  private void called(String... lines) {
    assertThat(scene.text().lines()).contains(lines);
  }

  @Test
  void apfAndCsfAreToldWhy() {
    called(
        "apf [--deny] [192.0.2.7] [banned by Fail2Ban apf]",
        "apf [--deny] [2001:db8::7] [banned by Fail2Ban apf]",
        "apf [--remove] [192.0.2.7]",
        "csf [--deny] [2001:db8::7] [banned by Fail2Ban csf]",
        "csf [--denyrm] [2001:db8::7]");
  }

  @Test
  void ipfilterHasRulesForEachFamily() {
    assertThat(scene.text())
        .contains("ipf [-E]\n")
        .contains(
            "ipf [-f] [-]\n  |block return-icmp(port-unr) in quick from 192.0.2.7 to any\n",
            "ipf [-6] [-f] [-]\n  |block return-icmp(port-unr) in quick from 2001:db8::7 to any\n",
            "ipf [-r] [-f] [-]\n  |block return-icmp(port-unr) in quick from 192.0.2.7 to any\n",
            "ipf [-6] [-r] [-f] [-]\n  |block return-icmp(port-unr) in quick from 2001:db8::7");
  }

  @Test
  void ipfwFindsItsOwnRulesAgain() {
    called(
        "ipfw [add] [unreach] [port] [tcp] [from] [192.0.2.7] [to] [me] [22] [//] [f2b-ipfw]",
        "ipfw [add] [unreach6] [port] [tcp] [from] [2001:db8::7] [to] [me6] [22] [//] [f2b-ipfw]",
        "ipfw [delete] [00100]");
    assertThat(scene.lines("ipfw [add] [unreach", "ipfw [delete] [00100]")).hasSize(6);
  }

  @Test
  void bsdIpfwHasOneRuleAndATable() {
    called(
        "ipfw [-q] [add] [111] [unreach] [port] [ip] [from] [table(7)] [to] [me] [22]",
        "ipfw [table] [7] [add] [192.0.2.7]",
        "ipfw [table] [7] [add] [2001:db8::7]",
        "ipfw [table] [7] [delete] [192.0.2.7]",
        "ipfw [-q] [delete] [111]");
    assertThat(file("bsd")).doesNotExist();
  }

  @Test
  void theOldFirewallOfMacHasARuleOfItsOwnNumberForEach() {
    called(
        "ipfw [add] [10000] [set] [10] [unreach] [port] [log] [tcp] [from] [192.0.2.7] [to] [me]"
            + " [22]",
        "ipfw [add] [10001] [set] [10] [unreach] [port] [log] [tcp] [from] [2001:db8::7] [to] [me]"
            + " [22]",
        "ipfw [delete] [10000]",
        "ipfw [delete] [10001]");
    called("afctl [-a] [192.0.2.7] [-t] [600]", "afctl [-r] [2001:db8::7]");
  }

  @Test
  void tablesAndSetsAreFilledAndEmptied() {
    called(
        "npfctl [table] [fail2ban] [add] [192.0.2.7]",
        "npfctl [table] [fail2ban] [rem] [2001:db8::7]",
        "shorewall [reject] [192.0.2.7]",
        "shorewall6 [reject] [2001:db8::7]",
        "shorewall [allow] [192.0.2.7]",
        "shorewall6 [allow] [2001:db8::7]",
        "ipset [add] [f2b-shorewall-set] [192.0.2.7] [timeout] [600] [-exist]",
        "ipset [add] [f2b-shorewall-set6] [2001:db8::7] [timeout] [600] [-exist]",
        "ipset [del] [f2b-shorewall-set6] [2001:db8::7] [-exist]");
    called(
        "iptables [-w] [-I] [blacklist] [1] [-s] [192.0.2.7] [-j] [DROP]",
        "ip6tables [-w] [-D] [blacklist] [-s] [2001:db8::7] [-j] [REJECT] [--reject-with]"
            + " [icmp6-port-unreachable]");
    assertThat(file("192.0.2.7.auto")).doesNotExist();
  }

  @Test
  void aRouterIsToldThroughSsh() {
    String who = "ssh [-o] [BatchMode=yes] [-o] [ConnectTimeout=10] [-l] [f2b] [-p] [22] [-i] [/k]";
    called(
        who
            + " [192.0.2.254] [/ip firewall address-list add list=\"bad\" address=192.0.2.7"
            + " comment=\"f2b-mikrotik-192.0.2.7\"]",
        who
            + " [192.0.2.254] [/ipv6 firewall address-list add list=\"bad\" address=2001:db8::7"
            + " comment=\"f2b-mikrotik-2001:db8::7\"]",
        who
            + " [192.0.2.254] [/ip firewall address-list remove [find list=\"bad\""
            + " comment=\"f2b-mikrotik-192.0.2.7\"]]");
  }

  @Test
  void aZoneHasAnEntryForEachAddress() {
    assertThat(scene.text())
        .contains(
            "nsupdate [-k] [/k]\n  |update add 7.2.0.192.bl.example.net 60 IN TXT"
                + " \"Your IP has been banned\"\n  |send\n",
            "|update add 7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2."
                + "bl.example.net 60 IN TXT ",
            "|update delete 7.2.0.192.bl.example.net TXT\n");
  }

  @Test
  void messagesHaveATitleAndAText() {
    assertThat(scene.text())
        .containsPattern("apprise \\[-c] \\[/a] \\[-t] \\[\\[Fail2Ban] apprise: started on .*]\n")
        .containsPattern(
            "apprise .*\\[-n] \\[warning] \\[-t] \\[\\[Fail2Ban] apprise: banned 192.0.2.7 from .*\n"
                + " {2}\\|The address 192.0.2.7 has been banned by the jail apprise after 0 ");
  }

  @Test
  void nginxReadsItsMapAnewAndIsAskedBefore() {
    called("nginx [-qt]", "nginx [-s] [reload]");
    assertThat(file("map")).isEmptyFile();
  }

  @Test
  void whoHasNoAddressIsRefusedWhereThereIsNoPlaceForHim() {
    for (String program : List.of("ssh", "nsupdate")) {
      assertThat(scene.lines(program + " ")).noneMatch(line -> line.contains("joe"));
    }
    assertThat(count(" ERROR ", "mikrotik") + count(" ERROR ", "nsupdate")).isZero();
  }
}
