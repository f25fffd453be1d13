package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a ban does to real connections, in both families: the banned peer's are refused, another's
 * are not, and an unban opens the door again.
 */
@Tag("long")
class TrafficTest {

  private static final String ECHO = "src/test/resources/python/echo_server.py";

  /** Lets go on what is established. */
  private static final String NEW_ONLY = "iptables-new";

  private Namespace network;
  private Party server;
  private Running echo;
  private Peer banned;
  private Peer other;
  private List<ActionCase> cases = List.of();

  @BeforeEach
  void setUp(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/etc/fail2ban/action.d")), "needs the original's files");
    assumeTrue(Namespace.possible(), "needs root and a kernel with a packet filter");
    assumeTrue(Command.run("ipset", "--version").status() == 0, "needs ipset");
    cases = ActionCases.read("traffic.txt");
    network = Namespace.create();
    for (String program : List.of("iptables", "ip6tables")) {
      // The kernel follows connections only where some rule asks about them.
      network.run(program, "-A", "OUTPUT", "-m", "state", "--state", "NEW");
    }
    banned = Peer.of(network, 1);
    other = Peer.of(network, 2);
    var words = new ArrayList<>(network.prefix());
    words.addAll(
        List.of(
            "python3",
            ECHO,
            Integer.toString(cases.getFirst().port()),
            Integer.toString(cases.getLast().port())));
    echo = Running.start(Path.of("."), Map.of(), words);
    server = Party.in(folder, Party.OURS, network, cases, Party.Equipment.realTools(""));
    server.start();
    Eventually.holds("somebody listens", () -> echo.out().contains("listening"), echo::err);
  }

  @AfterEach
  void tearDown() {
    if (network != null) {
      server.close();
      echo.close();
      banned.close();
      other.close();
      network.close();
    }
  }

  @Test
  void whoIsBannedIsRefusedUntilHeIsUnbanned() {
    for (ActionCase one : cases) {
      establish(one);
      say(one, "banip");
      for (int family = 0; family < 2; family++) {
        refused(one, family);
        assertThat(open(other, one, family)).describedAs("another, " + one).isEqualTo("open");
      }
      boolean goesOn = one.action().equals(NEW_ONLY);
      for (int family = 0; family < 2; family++) {
        assertThat(banned.ask("say old" + family)).isEqualTo("said");
        assertThat(banned.ask("hear old" + family + (goesOn ? " 10" : " 0.15")))
            .describedAs("established before, " + one)
            .isEqualTo(goesOn ? "echo" : "silent");
      }
      say(one, "unbanip");
      for (int family = 0; family < 2; family++) {
        opened(one, family);
      }
      if (!goesOn) {
        assertThat(banned.ask("hear old0 10"))
            .describedAs("what was established goes on, " + one)
            .isEqualTo("echo");
      }
    }
    server.stop();
    assertThat(KernelState.of(network, cases).values()).allMatch(String::isEmpty);
  }

  private void establish(ActionCase one) {
    for (int family = 0; family < 2; family++) {
      assertThat(
              banned.ask(
                  "open old%d %s %d".formatted(family, banned.servers().get(family), one.port())))
          .describedAs("before, " + one)
          .isEqualTo("open");
    }
  }

  private static String open(Peer who, ActionCase one, int family) {
    return who.ask("open new %s %d".formatted(who.servers().get(family), one.port()));
  }

  private void refused(ActionCase one, int family) {
    Eventually.holds(
        "refused by " + one, () -> open(banned, one, family).equals("refused"), this::state);
  }

  private void opened(ActionCase one, int family) {
    Eventually.holds(
        "open again, " + one, () -> open(banned, one, family).equals("open"), this::state);
  }

  private String state() {
    return KernelState.of(network, cases) + server.log();
  }

  private void say(ActionCase one, String word) {
    server.ask(
        List.of(
            "['set', '%s', '%s', '%s']"
                .formatted(one.jail(), word, String.join("', '", banned.addresses()))));
  }
}
