package fail2ban.server.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.server.enforce.CommandOutcome.Exited;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real {@code iptables} and {@code nft} against a real kernel, in a network namespace of its own.
 */
@Timeout(120)
final class KernelTest {

  private final String namespace = "f2bj-" + ProcessHandle.current().pid();
  private final RecordedLogs logs = new RecordedLogs();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ShellRunner runner;

  KernelTest() throws IOException {
    runner = new ShellRunner(ChildEnvironment.inherited(), logs);
  }

  @BeforeEach
  void makeNamespace() {
    assumeTrue(output("id -u").equals(List.of("0")), "network namespaces need root");
    assumeTrue(succeeds("ip netns add " + namespace), "network namespaces are not to be had");
    assumeTrue(succeeds("command -v iptables ip6tables nft"), "iptables or nft is missing");
  }

  @AfterEach
  void deleteNamespace() {
    threads.close();
    succeeds("ip netns del " + namespace);
  }

  @Test
  void iptablesBansUnbansAndLeavesNothing() {
    JailAction action =
        action(
            Samples.commands(
                "actionstart", "<iptables> -N f2b-ssh\n<iptables> -I INPUT -p tcp -j f2b-ssh",
                "actionstop",
                    "<iptables> -D INPUT -p tcp -j f2b-ssh\n<iptables> -F f2b-ssh\n"
                        + "<iptables> -X f2b-ssh",
                "actioncheck", "<iptables> -n -L INPUT | grep -q f2b-ssh",
                "actionban", "<iptables> -I f2b-ssh 1 -s <ip> -j <blocktype>",
                "actionunban", "<iptables> -D f2b-ssh -s <ip> -j <blocktype>",
                "iptables", "ip netns exec " + namespace + " iptables -w",
                "iptables?family=inet6", "ip netns exec " + namespace + " ip6tables -w",
                "blocktype", "REJECT --reject-with icmp-port-unreachable",
                "blocktype?family=inet6", "REJECT --reject-with icmp6-port-unreachable"));
    assertDone(action.ban(Samples.ticket("192.0.2.1")));
    assertDone(action.ban(Samples.ticket("2001:db8::/32")));
    assertThat(rules())
        .contains(
            "-A f2b-ssh -s 192.0.2.1/32 -j REJECT --reject-with icmp-port-unreachable",
            "-A f2b-ssh -s 2001:db8::/32 -j REJECT --reject-with icmp6-port-unreachable");
    assertDone(action.unban(Samples.ticket("192.0.2.1")));
    assertThat(rules()).noneMatch(rule -> rule.contains("192.0.2.1"));

    succeeds(
        "ip netns exec " + namespace + " iptables -F; ip netns exec " + namespace + " iptables -X");
    assertDone(action.ban(Samples.ticket("192.0.2.3")));
    assertThat(action.epoch()).isEqualTo(1);
    assertThat(rules()).anyMatch(rule -> rule.startsWith("-A f2b-ssh -s 192.0.2.3/32"));

    assertDone(action.stop());
    assertThat(rules()).noneMatch(rule -> rule.contains("f2b") || rule.startsWith("-A"));
  }

  @Test
  void nftablesBansUnbansFlushesAndLeavesNothing() {
    String nft = "ip netns exec " + namespace + " nft";
    JailAction action =
        action(
            Samples.commands(
                "actionstart",
                    "<nft> add table inet f2b\n"
                        + "<nft> add set inet f2b <set> \\{ type <type>\\; flags interval\\; \\}",
                "actionstop",
                    "<nft> delete set inet f2b <set>\n"
                        + "<nft> list table inet f2b | grep -q 'set ' || <nft> delete table inet f2b",
                "actionflush", "<nft> flush set inet f2b <set>",
                "actionban", "<nft> add element inet f2b <set> \\{ <ip> \\}",
                "actionunban", "<nft> delete element inet f2b <set> \\{ <ip> \\}",
                "nft", nft,
                "set", "four",
                "set?family=inet6", "six",
                "type", "ipv4_addr",
                "type?family=inet6", "ipv6_addr"));
    assertDone(action.ban(Samples.ticket("192.0.2.1")));
    assertDone(action.ban(Samples.ticket("192.0.2.2")));
    assertDone(action.ban(Samples.ticket("2001:db8::1")));
    assertThat(ruleset()).contains("192.0.2.1", "192.0.2.2", "2001:db8::1");
    assertDone(action.unban(Samples.ticket("192.0.2.1")));
    assertThat(ruleset()).doesNotContain("192.0.2.1").contains("192.0.2.2", "2001:db8::1");
    assertDone(action.flush());
    assertThat(ruleset()).contains("set four", "set six").doesNotContain("192.0.2", "2001:db8");
    assertDone(action.stop());
    assertThat(ruleset()).isEmpty();
  }

  private JailAction action(ActionCommands commands) {
    return new JailAction(
        commands, Samples.surroundings(runner, threads, InstantSource.system(), logs));
  }

  private void assertDone(CompletionStage<ActionOutcome> outcome) {
    assertThat(outcome.toCompletableFuture().join())
        .withFailMessage(() -> String.join("\n", logs.lines()))
        .isEqualTo(ActionOutcome.DONE);
  }

  private List<String> rules() {
    return output(
        "for save in iptables-save ip6tables-save; do ip netns exec " + namespace + " $save; done");
  }

  private String ruleset() {
    return String.join("\n", output("ip netns exec " + namespace + " nft list ruleset"));
  }

  private boolean succeeds(String script) {
    return runner.run(command(script)).succeeded();
  }

  private List<String> output(String script) {
    return ((Exited) runner.run(command(script))).output().stdout().lines();
  }

  private static ActionCommand command(String script) {
    return new ActionCommand(script, List.of(), Duration.ofSeconds(60));
  }
}
