package fail2ban.server.enforce.direct;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading with memory gives what reading without gives. */
final class DirectCommandsTest {

  private static final List<String> SCRIPTS =
      List.of(
          "nft add element inet f2b-table addr-set-ssh \\{ %s \\}",
          "nft 'add element inet f2b-table addr-set-ssh { %s }'",
          "nft add element inet t s { %s timeout 10m }",
          "nft add element inet t1.1.1.1 s { 1.\"1\".1.1 } %s",
          "nft add element inet t%s s { 192.0.2.1 }",
          "nft add element inet t s { %1$s, %1$s }",
          "nft add element inet t s { %s } # 192.0.2.1",
          "ipset -exist add f2b-ssh %s timeout 0",
          "ipset add f2b-ssh %s\n",
          "  ipset del f2b-ssh %s timeout 600 -exist",
          "ipset add 192.0.2.1 %s",
          "iptables -w -I f2b-ssh 1 -s %s -j DROP",
          "iptables -w -I f2b-ssh 1 -s '%s' -j REJECT --reject-with icmp-port-unreachable",
          "iptables -w -I f2b-ssh 1 -s %s/32 -j DROP",
          "echo %s");

  private static final List<String> ADDRESSES =
      List.of(
          "192.0.2.1",
          "192.0.2.11",
          "1.1.1.1",
          "2001:db8::1",
          "192.0.2.0/24",
          "2001:db8::/32",
          "192.0.2.300",
          "192.0.2.1/",
          "192.0.2.1/1000",
          "www",
          "",
          "192.0.2.1 -exist",
          "1'2",
          "$(id)");

  @Test
  void readsAsIfEachWereTheFirst() {
    var commands = new ArrayList<ActionCommand>();
    for (String script : SCRIPTS) {
      for (String address : ADDRESSES) {
        commands.add(
            new ActionCommand(script.formatted(address), List.of(), Duration.ofSeconds(1)));
      }
    }
    var random = new Random(42);
    var quick = new DirectCommands();
    long plain = 0;
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(commands, random);
      for (ActionCommand command : commands) {
        Optional<DirectCommand> read = quick.read(command);
        assertThat(read).as(command.script()).isEqualTo(DirectCommand.of(command));
        plain += read.isPresent() ? 1 : 0;
      }
    }
    assertThat(plain).isGreaterThan(1000);
  }

  @Test
  void argumentsAreForTheShell() {
    String script = "ipset add f2b-ssh 192.0.2.1";
    var quick = new DirectCommands();
    Duration timeout = Duration.ofSeconds(1);
    assertThat(quick.read(new ActionCommand(script, List.of(), timeout))).isPresent();
    assertThat(quick.read(new ActionCommand(script, List.of("value"), timeout))).isEmpty();
  }
}
