package fail2ban.conformance.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses and networks through our actions, in our server and in Debian's. */
class KindOfIdTest {

  private static final Map<String, String> JAILS =
      Map.of(
          "jaila", "nftables[type=allports]",
          "jailb", "nftables[type=allports, set_flags=\"flags interval;\"]",
          "jailc", "iptables-ipset[type=allports]",
          "jaild", "iptables[port=25]");

  @TempDir private Path folder;

  @Test
  void oursKeepsNetworksInSetsOfTheirOwn() {
    FirewallSession session = session(Program::own);
    assertThat(sets(session, "jaila"))
        .containsExactly(
            "set addr-set-jaila type ipv4_addr elements = { 192.0.2.1 }",
            "set addr-set-jaila-net type ipv4_addr flags interval auto-merge"
                + " elements = { 10.0.0.0/8 }",
            "set addr6-set-jaila type ipv6_addr elements = { 2001:db8::1 }",
            "set addr6-set-jaila-net type ipv6_addr flags interval auto-merge"
                + " elements = { 2001:db8:1::/48 }");
    assertThat(session.after("banned").of("jaila").lines())
        .filteredOn(line -> line.startsWith("meta l4proto tcp ip"))
        .hasSize(4);
    assertThat(sets(session, "jailb"))
        .contains(
            "set addr-set-jailb type ipv4_addr flags interval elements = { 192.0.2.1 }",
            "set addr-set-jailb-net type ipv4_addr flags interval elements = { 10.0.0.0/8 }");
    assertThat(sets(session, "jailc"))
        .contains(
            "add f2b-jailc 192.0.2.1 timeout 0",
            "add f2b-jailc-net 10.0.0.0/8 timeout 0",
            "add f2b-jailc6 2001:db8::1 timeout 0",
            "add f2b-jailc6-net 2001:db8:1::/48 timeout 0")
        .anyMatch(line -> line.startsWith("create f2b-jailc hash:ip "))
        .anyMatch(line -> line.startsWith("create f2b-jailc6-net hash:net "));
  }

  @Test
  void debiansKeepsBothInOneSet() {
    assumeTrue(Program.debiansIsInstalled(), "needs Debian's server");
    FirewallSession session = session(Program::debians);
    assertThat(sets(session, "jaila"))
        .containsExactly(
            "set addr-set-jaila type ipv4_addr flags interval auto-merge"
                + " elements = { 10.0.0.0/8, 192.0.2.1 }",
            "set addr6-set-jaila type ipv6_addr flags interval auto-merge"
                + " elements = { 2001:db8::1, 2001:db8:1::/48 }");
    assertThat(sets(session, "jailc"))
        .contains("add f2b-jailc 10.0.0.0/8 timeout 0", "add f2b-jailc 192.0.2.1 timeout 0");
  }

  /** Also sees to what holds for both. */
  private FirewallSession session(BiFunction<Scene, String, Program> program) {
    var steps = new LinkedHashMap<String, List<String>>();
    steps.put(
        "banned",
        List.of(
            "banip 192.0.2.1", "banip 10.0.0.0/8", "banip 2001:db8::1", "banip 2001:db8:1::/48"));
    steps.put("unbanned", List.of("unbanip 192.0.2.1", "unbanip 2001:db8:1::/48"));
    steps.put("flushed", List.of("unban --all"));
    try (var scene = Scene.withFirewall(folder, Map.of())) {
      Program server = program.apply(scene, FirewallSession.jails(scene, JAILS));
      FirewallSession session = FirewallSession.in(scene, server, JAILS, steps, "-");
      assertThat(session.complaints()).isEmpty();
      for (String jail : JAILS.keySet()) {
        assertThat(session.after("banned").of(jail).text())
            .contains("192.0.2.1", "10.0.0.0/8", "2001:db8::1", "2001:db8:1::/48");
        assertThat(session.after("unbanned").of(jail).text())
            .contains("10.0.0.0/8", "2001:db8::1")
            .doesNotContain("192.0.2.1", "2001:db8:1::");
        assertThat(session.after("flushed").of(jail).text())
            .isNotEmpty()
            .doesNotContain("10.0.0.0", "2001:");
      }
      assertThat(session.after("stopped").lines()).isEmpty();
      return session;
    }
  }

  private static List<String> sets(FirewallSession session, String jail) {
    return session.after("banned").of(jail).lines().stream()
        .filter(line -> line.matches("(set|add|create) .*"))
        .toList();
  }
}
