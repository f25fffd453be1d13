package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers, each with a kernel's tables of its own: the original, ours with every command
 * through a shell, and ours as it is, which tells the tools directly and many at once. The tables
 * come to hold the same, at every step, and in the end nothing.
 */
@Tag("long")
class SameKernelTest {

  private static final List<String> DIRECT = List.of("['get', 'directcommands']");
  private static final int OFFENDERS = 12;
  private static final String IPV4_ONLY = "iptables-ipset-proto4";

  private final List<Namespace> networks = new ArrayList<>();
  private final List<Party> parties = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private List<ActionCase> cases = List.of();

  @BeforeEach
  void setUp(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Party.ORIGINAL), "needs the original");
    assumeTrue(Namespace.possible(), "needs root and a kernel with a packet filter");
    assumeTrue(Command.run("ipset", "--version").status() == 0, "needs ipset");
    cases = ActionCases.read("kernel.txt");
    party(folder.resolve("original"), Party.ORIGINAL, "");
    party(folder.resolve("shell"), Party.OURS, "directcommands = no");
    party(folder.resolve("direct"), Party.OURS, "");
  }

  private void party(Path folder, Path program, String option) throws IOException {
    var network = Namespace.create();
    networks.add(network);
    parties.add(Party.in(folder, program, network, cases, Party.Equipment.realTools(option)));
  }

  @AfterEach
  void tearDown() {
    parties.forEach(Party::close);
    networks.forEach(Namespace::close);
  }

  @Test
  void theKernelIsToldTheSame() {
    all(Party::start);
    assertThat(parties.get(1).ask(DIRECT)).isNotEqualTo(parties.get(2).ask(DIRECT));
    say("banip", SameKernelTest::offenders);
    same("ban", SameKernelTest::offenders);
    say("unbanip", one -> offenders(one).subList(3, OFFENDERS));
    same("unban", one -> offenders(one).subList(0, 3));
    all(party -> party.ask(List.of("['unban', '--all']")));
    same("flush", _ -> List.of());
    say("banip", one -> offenders(one).subList(5, 8));
    same("ban after a flush", one -> offenders(one).subList(5, 8));
    all(Party::stop);
    same("stop", _ -> List.of());
    assertThat(differences).isEmpty();
    for (Namespace network : networks) {
      assertThat(KernelState.of(network, cases).values()).allMatch(String::isEmpty);
    }
  }

  /** Of both families, where the action knows both. */
  private static List<String> offenders(ActionCase one) {
    return IntStream.rangeClosed(1, OFFENDERS)
        .mapToObj(host ->
            host % 2 == 0 && !one.action().equals(IPV4_ONLY) ? one.ipv6(host) : one.ipv4(host))
        .toList();
  }

  private void same(String phase, Function<ActionCase, List<String>> banned) {
    List<Map<String, String>> states =
        networks.stream().map(network -> settled(phase, network, banned)).toList();
    for (ActionCase one : cases) {
      List<String> three =
          states.stream().map(state -> state.getOrDefault(one.jail(), "")).toList();
      if (Set.copyOf(three).size() > 1) {
        differences.add("\n# %s, %s\n%s".formatted(one, phase, String.join("\n----\n", three)));
      }
    }
  }

  /** The tables when they hold these offenders, and no others. */
  private Map<String, String> settled(
      String phase, Namespace network, Function<ActionCase, List<String>> banned) {
    var state = new TreeMap<String, String>();
    Eventually.holds(
        phase + " in " + network.prefix(),
        () -> {
          state.putAll(KernelState.of(network, cases));
          return cases.stream()
              .allMatch(one -> holds(state.getOrDefault(one.jail(), ""), one, banned));
        },
        () -> state + "\n" + parties.get(networks.indexOf(network)).log());
    return state;
  }

  private static boolean holds(
      String state, ActionCase one, Function<ActionCase, List<String>> banned) {
    var words = new HashSet<>(List.of(state.split("[\\s,/\\[\\]{}]+")));
    words.retainAll(offenders(one));
    return words.equals(Set.copyOf(banned.apply(one)));
  }

  private void say(String word, Function<ActionCase, List<String>> ids) {
    List<String> commands =
        cases.stream()
            .map(one ->
                "['set', '%s', '%s', '%s']"
                    .formatted(one.jail(), word, String.join("', '", ids.apply(one))))
            .toList();
    all(party -> party.ask(commands));
  }

  private void all(Consumer<Party> what) {
    parties.stream()
        .map(party -> CompletableFuture.runAsync(() -> what.accept(party)))
        .toList()
        .forEach(CompletableFuture::join);
  }
}
