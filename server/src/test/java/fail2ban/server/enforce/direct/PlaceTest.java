package fail2ban.server.enforce.direct;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.address.FailureId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a command puts an address, and what is there. */
final class PlaceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nft add element inet t s { 192.0.2.1 timeout 5m }|exec nft list set inet t s",
        "ipset -exist add f2b-ssh 192.0.2.1 timeout 0|exec ipset save f2b-ssh",
        "ipset del f2b-ssh 192.0.2.1|exec ipset save f2b-ssh",
        "iptables -w -I f2b-ssh 1 -s 192.0.2.1 -j DROP|exec iptables -w -S f2b-ssh",
        "ip6tables -D f2b-ssh -s 2001:db8::1 -j DROP|exec ip6tables -w -S f2b-ssh",
      })
  void isListed(String script, String listing) {
    assertThat(place(script).listing()).isEqualTo(listing);
  }

  @Test
  void aSetOfNftIsReadOverItsLineEnds() {
    assertThat(
            held(
                "nft add element inet t s { 192.0.2.1 }",
                "table inet t {",
                "\tset s {",
                "\t\ttype ipv4_addr",
                "\t\tflags interval,timeout",
                "\t\telements = { 10.0.0.0/8, 192.0.2.1 timeout 1h expires 59m59s,",
                "\t\t\t     192.0.2.7-192.0.2.9 }",
                "\t}",
                "}"))
        .isEqualTo(ids("10.0.0.0/8", "192.0.2.1", "192.0.2.7-192.0.2.9"));
    assertThat(
            held(
                "nft add element inet t s { 192.0.2.1 }",
                "table inet t {",
                "\tset s {",
                "\t\ttype ipv4_addr",
                "\t}",
                "}"))
        .isEmpty();
  }

  @Test
  void aSetOfIpset() {
    assertThat(
            held(
                "ipset add f2b 192.0.2.1",
                "create f2b hash:ip family inet hashsize 1024 maxelem 65536 timeout 0",
                "add f2b 192.0.2.1 timeout 0",
                "add f2b 192.0.2.2"))
        .isEqualTo(ids("192.0.2.1", "192.0.2.2"));
  }

  @Test
  void aChainOfIptables() {
    assertThat(
            held(
                "iptables -I f2b 1 -s 192.0.2.1 -j DROP",
                "-N f2b",
                "-A f2b -s 192.0.2.2/32 -j REJECT --reject-with icmp-port-unreachable",
                "-A f2b -s 10.0.0.0/8 -j DROP",
                "-A f2b -j RETURN"))
        .isEqualTo(ids("192.0.2.2", "10.0.0.0/8"));
  }

  private static Set<FailureId> held(String ban, String... lines) {
    return place(ban).held(List.of(lines));
  }

  private static Place place(String script) {
    return DirectCommand.of(new ActionCommand(script, List.of(), Duration.ofSeconds(1)))
        .orElseThrow()
        .place();
  }

  private static Set<FailureId> ids(String... texts) {
    return Stream.of(texts).map(FailureId::of).collect(Collectors.toSet());
  }
}
