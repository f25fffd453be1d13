package fail2ban.conformance.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each of our firewall actions leaves in the kernel what Debian's of the same name leaves. */
@Tag("long")
class SameKernelStateTest {

  private static final Path DEBIAN = Path.of("/etc/fail2ban/action.d");

  private static final List<String> ACTIONS =
      List.of(
          "nftables",
          "nftables[type=allports, blocktype=drop]",
          "nftables-multiport[port=\"22,80,8000:8100\", protocol=\"tcp,udp\"]",
          "nftables-allports[chain_hook=forward, chain=f2b-forward]",
          "iptables",
          "iptables[type=multiport, port=\"22,80\", protocol=\"tcp,udp\"]",
          "iptables-multiport[chain=FORWARD, blocktype=DROP]",
          "iptables-allports",
          "iptables-new[port=80]",
          "iptables-multiport-log[port=\"22,80\"]",
          "iptables-ipset[ipsettime=3600]",
          "iptables-ipset[type=allports, default-ipsettime=600]",
          "iptables-ipset-proto6[port=\"22,80\"]",
          "iptables-ipset-proto6-allports",
          "iptables-ipset-proto4[port=25]",
          "iptables-xt_recent-echo");

  /** Debian's knows no IPv6. */
  private static final String FOUR_ONLY = "iptables-ipset-proto4";

  /** After Debian's `actionflush` its chain that refuses is empty, so that nobody is refused. */
  private static final String BROKEN_BY_FLUSH = "iptables-multiport-log";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> asDebians() {
    assumeTrue(Files.isDirectory(DEBIAN), "needs Debian's action files to compare with");
    Map<String, String> jails = jails();
    FirewallSession own = session("own", Scene::checkout, jails);
    FirewallSession debian = session("debian", SameKernelStateTest::withDebiansFiles, jails);
    var tests = new ArrayList<DynamicTest>();
    tests.add(
        DynamicTest.dynamicTest("no complaints", () -> assertThat(own.complaints()).isEmpty()));
    jails.forEach((jail, action) -> {
      for (String step : own.states().keySet()) {
        tests.add(
            DynamicTest.dynamicTest(
                action + ": " + step, () -> compare(own, debian, jail, action, step)));
      }
    });
    return tests.stream();
  }

  private FirewallSession session(String name, Consumer<Scene> files, Map<String, String> jails) {
    var steps = new LinkedHashMap<String, List<String>>();
    steps.put(
        "banned",
        List.of("banip 192.0.2.1", "banip 2001:db8::1", "banip 192.0.2.2", "banip 192.0.2.1"));
    steps.put("unbanned", List.of("unbanip 192.0.2.1"));
    steps.put("flushed and banned anew", List.of("unban --all", "banip 192.0.2.3"));
    try (var scene = Scene.withFirewall(folder.resolve(name), Map.of())) {
      files.accept(scene);
      Program server = Program.own(scene, FirewallSession.jails(scene, jails));
      return FirewallSession.in(scene, server, jails, steps, FOUR_ONLY);
    }
  }

  private static void compare(
      FirewallSession own, FirewallSession debian, String jail, String action, String step) {
    String ours = own.after(step).of(jail).text();
    if (step.equals("stopped")) {
      assertThat(ours).isEmpty();
    } else if (action.startsWith(BROKEN_BY_FLUSH) && step.startsWith("flushed")) {
      assertThat(ours).contains("-log -j REJECT", "192.0.2.3").doesNotContain("192.0.2.1", "2001:");
    } else {
      assertThat(ours).isNotEmpty().isEqualTo(debian.after(step).of(jail).text());
    }
  }

  /** Jails jaila, jailb, …: each action in its own. */
  private static Map<String, String> jails() {
    var jails = new LinkedHashMap<String, String>();
    for (String action : ACTIONS) {
      jails.put("jail" + (char) ('a' + jails.size()), action);
    }
    return jails;
  }

  private static void withDebiansFiles(Scene scene) {
    Command.run("rm", "-r", scene.checkout().config("action.d").toString());
    Command.run("ln", "-s", DEBIAN.toString(), scene.checkout().config("action.d").toString());
  }
}
