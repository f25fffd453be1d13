package fail2ban.server.enforce.direct;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may go around the shell, and in which words. */
final class DirectCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nft add element inet f2b-table addr-set-ssh \\{ 192.0.2.1 \\}"
            + "|add element inet f2b-table addr-set-ssh { 192.0.2.1 }",
        "nft delete element inet t six { 2001:db8::1 }|delete element inet t six { 2001:db8::1 }",
        "nft 'add element inet t s { 192.0.2.0/24 }'|add element inet t s { 192.0.2.0/24 }",
        "\"nft\" add element ip t s {192.0.2.1}|add element ip t s { 192.0.2.1 }",
        "nft add element inet t s '{ 192.0.2.1 timeout 600s }'"
            + "|add element inet t s { 192.0.2.1 timeout 600s }",
        "ipset -exist add f2b-ssh 192.0.2.1 timeout 0|-exist add f2b-ssh 192.0.2.1 timeout 0",
        "ipset add f2b-ssh6 2001:db8::1 timeout 600 -exist"
            + "|add f2b-ssh6 2001:db8::1 timeout 600 -exist",
        "  ipset   del f2b-ssh\t192.0.2.1  |del f2b-ssh 192.0.2.1",
        "iptables -w -I f2b-ssh 1 -s 192.0.2.1 -j REJECT --reject-with icmp-port-unreachable"
            + "|-I f2b-ssh 1 -s 192.0.2.1 -j REJECT --reject-with icmp-port-unreachable",
        "ip6tables -D f2b-ssh -s 2001:db8::/32 -j DROP|-D f2b-ssh -s 2001:db8::/32 -j DROP"
      })
  void isTold(String script, String line) {
    assertThat(direct(script).map(DirectCommand::line)).contains(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nft add element inet t s { www.example.org }",
        "nft add element inet t s { $ip }",
        "nft add element inet t s { 192.0.2.1 } 2>/dev/null",
        "nft add element inet t s { 192.0.2.1 } || true",
        "nft add element inet t s { 192.0.2.1 }; nft list ruleset",
        "nft add element inet t s { 192.0.2.1 } &",
        "nft add element inet t s { 192.0.2.1 }\nnft list ruleset",
        "nft 'add element inet t s { 192.0.2.1 }\nquit'",
        "nft add element inet t s { 192.0.2.1 } # why",
        "nft add element inet t s { `echo 192.0.2.1` }",
        "nft add element inet t s { \"$(id)\" }",
        "nft add element inet t s { 192.0.2.1",
        "nft add element inet t s 192.0.2.1",
        "nft add element inet t s { 192.0.2.300 }",
        "nft add element inet t s { 192.0.2.01 }",
        "nft add element inet t s { 192.0.2.1, 192.0.2.2 }",
        "nft add element inet t s { 192.0.2.1 . 22 }",
        "nft -a add element inet t s { 192.0.2.1 }",
        "nft add element inet t -s { 192.0.2.1 }",
        "nft flush ruleset",
        "/usr/sbin/nft add element inet t s { 192.0.2.1 }",
        "LANG=C nft add element inet t s { 192.0.2.1 }",
        "sudo nft add element inet t s { 192.0.2.1 }",
        "ipset add f2b-ssh 192.0.2.1 timeout $([ 1 ] && echo 0)",
        "ipset test s 192.0.2.1 || ipset add s 192.0.2.1",
        "ipset \"add s\" 192.0.2.1",
        "ipset add s localhost",
        "ipset add s 192.0.2.1 quit",
        "ipset add '' 192.0.2.1",
        "ipset quit",
        "iptables -w -I f2b-ssh 1 -s host.example -j DROP",
        "iptables -t nat -I f2b-ssh 1 -s 192.0.2.1 -j DROP",
        "iptables -I f2b-ssh 1 -s 192.0.2.1 -j DROP -m comment --comment x",
        "{ nft add element inet t s { 192.0.2.1 }",
        "nft add element inet t s { 192.0.2.1 } 'open",
        "nft add element inet t s { 192.0.2.1 } \"open",
        "nft add element inet t s { 192.0.2.1 } \\",
        "",
        "nft"
      })
  void isLeftToTheShell(String script) {
    assertThat(direct(script)).isEmpty();
  }

  @Test
  void whatHasArgumentsIsLeftToTheShell() {
    var command =
        new ActionCommand("ipset add s 192.0.2.1", List.of("for $0"), Duration.ofSeconds(1));
    assertThat(DirectCommand.of(command)).isEmpty();
  }

  @Test
  void elementsOfOneSetBecomeOneCommand() {
    assertThat(
            together(
                "nft add element inet t four { 192.0.2.1 }",
                "nft add element inet t six { 2001:db8::1 }",
                "nft add element inet t four { 192.0.2.2 timeout 1h }"))
        .contains(
            new Transaction(
                "exec nft -f -",
                """
                add element inet t four {
                192.0.2.1,
                192.0.2.2 timeout 1h,
                }
                add element inet t six {
                2001:db8::1,
                }
                """));
  }

  @Test
  void rulesBecomeOneRestoration() {
    assertThat(
            together(
                "iptables -w -I f2b 1 -s 192.0.2.1 -j DROP",
                "iptables -w -I f2b 1 -s 192.0.2.2 -j DROP"))
        .contains(
            new Transaction(
                "exec iptables-restore --noflush -w",
                "*filter\n-I f2b 1 -s 192.0.2.1 -j DROP\n-I f2b 1 -s 192.0.2.2 -j DROP\nCOMMIT\n"));
  }

  @Test
  void whatTwoToolsDoIsNoTransaction() {
    assertThat(
            together(
                "iptables -I f2b 1 -s 192.0.2.1 -j DROP",
                "ip6tables -I f2b 1 -s 2001:db8::1 -j DROP"))
        .isEmpty();
    assertThat(together("nft add element inet t s { 192.0.2.1 }", "ipset add s 192.0.2.1"))
        .isEmpty();
    assertThat(together("ipset add s 192.0.2.1", "ipset add s 192.0.2.2")).isEmpty();
  }

  private static Optional<Transaction> together(String... scripts) {
    return Transaction.of(
        Stream.of(scripts).map(DirectCommandTest::direct).flatMap(Optional::stream).toList());
  }

  private static Optional<DirectCommand> direct(String script) {
    return DirectCommand.of(new ActionCommand(script, List.of(), Duration.ofSeconds(1)));
  }
}
