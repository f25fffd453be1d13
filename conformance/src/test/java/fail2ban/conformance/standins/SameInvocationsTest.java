package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Actions for firewalld, ufw and routes call their programs as Debian's of the same name do. */
@Tag("long")
class SameInvocationsTest {

  private static final List<String> PROGRAMS =
      List.of("firewall-cmd", "ufw", "ip", "pfctl", "ipset", "ss");

  private static final List<String> ACTIONS =
      List.of(
          "firewallcmd-new[port=22]",
          "firewallcmd-multiport[port=\"22,80\", blocktype=DROP]",
          "firewallcmd-allports[chain=FORWARD_direct]",
          "firewallcmd-rich-rules[port=\"22,80\"]",
          "firewallcmd-rich-logging[port=22, level=notice, rate=7]",
          "ufw",
          "ufw[blocktype=deny, add=\"insert 1\", destination=192.0.2.200, comment=\"by <name>\"]",
          "route",
          "route[blocktype=blackhole]");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> asDebians() {
    assumeTrue(Files.isDirectory(Path.of("/etc/fail2ban/action.d")), "needs Debian's files");
    Map<String, List<String>> own = calls(StandIns.of(folder.resolve("own"), PROGRAMS));
    Map<String, List<String>> debians =
        calls(StandIns.of(folder.resolve("debian"), PROGRAMS).withDebiansFiles());
    return ACTIONS.stream()
        .map(action ->
            DynamicTest.dynamicTest(
                action,
                () -> assertThat(own.get(action)).isNotEmpty().isEqualTo(debians.get(action))));
  }

  @Test
  void pfHasATableAndARuleInAnAnchorOfItsOwn() {
    StandIns scene = StandIns.of(folder, PROGRAMS);
    String both =
        scene.jail("one", "pf[port=\"22,80\"]")
            + scene.jail("all", "pf[actiontype=<allports>, block=\"block return quick\"]");
    try (Running server = scene.server(both)) {
      scene.tell(List.of(List.of("set", "one", "banip", "192.0.2.1")));
      scene.await("a ban", () -> scene.text().contains("[add] [192.0.2.1]"));
      scene.tell(List.of(List.of("stop")));
      assertThat(server.ended()).isZero();
    }
    assertThat(scene.text())
        .contains("pfctl [-a] [f2b/one] [-f-]\n  |table <f2b-one> persist counters\n")
        .contains("\n  |block quick proto tcp from <f2b-one> to any port { 22,80 }\n")
        .contains("\n  |block return quick proto tcp from <f2b-all> to any\n")
        .contains("pfctl [-a] [f2b/one] [-t] [f2b-one] [-T] [add] [192.0.2.1]\n")
        .contains("pfctl [-a] [f2b/one] [-t] [f2b-one] [-T] [flush]\n")
        .endsWith("[-T] [kill]\n");
    assertThat(scene.checkout().log()).doesNotContain(" ERROR ");
  }

  /** What each action has its programs called with: start, bans, unbans, stop. */
  private static Map<String, List<String>> calls(StandIns scene) {
    var jails = new StringBuilder();
    var bans = new ArrayList<List<String>>();
    var unbans = new ArrayList<List<String>>();
    for (int index = 0; index < ACTIONS.size(); index++) {
      String jail = jail(index);
      jails.append(scene.jail(jail, ACTIONS.get(index)));
      for (String id : List.of(address(index), network(index))) {
        bans.add(List.of("set", jail, "banip", id));
        unbans.add(List.of("set", jail, "unbanip", id));
      }
    }
    try (Running server = scene.server(jails.toString())) {
      scene.tell(bans);
      scene.await("all bans", () -> mentioned(scene, 1));
      scene.tell(unbans);
      scene.await("all unbans", () -> mentioned(scene, 2));
      scene.tell(List.of(List.of("stop")));
      assertThat(server.ended()).isZero();
    }
    assertThat(scene.checkout().log()).doesNotContain(" ERROR ");
    var calls = new LinkedHashMap<String, List<String>>();
    for (int index = 0; index < ACTIONS.size(); index++) {
      calls.put(
          ACTIONS.get(index),
          scene.lines(
              "[f2b-" + jail(index) + "]",
              address(index) + "]",
              address(index) + "'",
              network(index)));
    }
    return calls;
  }

  private static boolean mentioned(StandIns scene, int times) {
    for (int index = 0; index < ACTIONS.size(); index++) {
      int least = ACTIONS.get(index).contains("22,80\"]") ? 2 * times : times;
      if (scene.lines(address(index) + "]", address(index) + "'").size() < least
          || scene.lines(network(index)).size() < least) {
        return false;
      }
    }
    return true;
  }

  private static String jail(int index) {
    return "jail" + (char) ('a' + index);
  }

  private static String address(int index) {
    return "192.0.2.1" + index;
  }

  private static String network(int index) {
    return "2001:db8:" + (index + 1) + "::/48";
  }
}
