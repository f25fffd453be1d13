package fail2ban.server.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.ActionCommands;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tools kept running and transactions, against a real kernel in a network namespace of its own. The
 * tools on the PATH are scripts that enter it and note that they were started.
 */
@Timeout(120)
final class DirectRunnerTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String NFT_ADD = "nft add element inet f2b <set> \\{ <ip> \\}";
  private static final String NFT_DELETE = "nft delete element inet f2b <set> \\{ <ip> \\}";

  private final String namespace =
      "f2bj-d" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
  private final RecordedLogs logs = new RecordedLogs();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<DirectRunner> runners = new ArrayList<>();
  private final Path directory;
  private final DirectRunner runner;

  DirectRunnerTest(@TempDir Path directory) {
    this.directory = directory;
    this.runner = newRunner(logs);
  }

  @BeforeEach
  void makeNamespace() throws IOException {
    var plain = new ShellRunner(ChildEnvironment.inherited(), new RecordedLogs());
    assumeTrue(succeeds(plain, "test $(id -u) = 0"), "network namespaces need root");
    assumeTrue(succeeds(plain, "command -v nft ipset iptables ip6tables"), "a tool is missing");
    assumeTrue(succeeds(plain, "ip netns add " + namespace), "no network namespaces");
    for (String tool : List.of("nft", "ipset", "iptables", "ip6tables", "iptables-restore")) {
      script(
          tool,
          "echo $0 \"$@\" >> " + directory.resolve("started"),
          "exec ip netns exec "
              + namespace
              + " $(PATH=/usr/sbin:/sbin command -v "
              + tool
              + ") \"$@\"");
    }

    run("nft add table inet f2b");
    run("nft add set inet f2b four \\{ type ipv4_addr\\; \\}");
    run("nft add set inet f2b six \\{ type ipv6_addr\\; \\}");
    run("ipset create four hash:ip timeout 0");
  }

  @AfterEach
  void deleteNamespace() throws IOException {
    runners.forEach(DirectRunner::close);
    threads.close();
    var _ =
        succeeds(new ShellRunner(ChildEnvironment.inherited(), logs), "ip netns del " + namespace);
  }

  @Test
  void eachCommandHasItsOwnAnswerFromOneProcess() throws IOException {
    for (int round = 0; round < 20; round++) {
      assertThat(run(nft("add", "four", "192.0.2." + round)).succeeded()).isTrue();
      assertThat(run("ipset add four 192.0.2." + round).succeeded()).isTrue();
    }
    assertThat(run(nft("delete", "four", "198.51.100.1")).succeeded()).isFalse();
    assertThat(run("ipset add four 192.0.2.3").succeeded()).isFalse();
    assertThat(run(nft("delete", "four", "192.0.2.0")).succeeded()).isTrue();
    assertThat(set("four")).contains("192.0.2.1,", "192.0.2.19").doesNotContain("192.0.2.0,");
    assertThat(run("ipset list four")).asString().contains("192.0.2.0", "192.0.2.19");
    assertThat(started("nft -i")).isEqualTo(1);
    assertThat(started("ipset -")).isEqualTo(1);
    assertThat(started("nft add element")).isZero();
    assertThat(started("nft delete element")).isEqualTo(1);
  }

  @Test
  void failuresLookTheSameOnBothWays() {
    var shellLogs = new RecordedLogs();
    DirectRunner shell = newRunner(shellLogs);
    shell.enable(false);
    var directLogs = new RecordedLogs();
    DirectRunner direct = newRunner(directLogs);
    for (String script :
        List.of(
            nft("add", "absent", "192.0.2.1"),
            nft("add", "four", "2001:db8::1"),
            nft("add", "set", "192.0.2.1"),
            nft("delete", "four", "192.0.2.1"),
            nft("add", "four", "192.0.2.1/40"),
            nft("add", "four", "192.0.2.9"),
            "ipset add absent 192.0.2.1",
            "ipset del four 192.0.2.1",
            "ipset add four 2001:db8::1",
            "ipset -exist add four 192.0.2.9 timeout 5")) {
      assertThat(direct.run(command(script))).isEqualTo(shell.run(command(script)));
    }
    assertThat(directLogs.anonymous()).isEqualTo(shellLogs.anonymous()).isNotEmpty();
  }

  @Test
  void aKilledToolIsStartedAgain() {
    assertThat(run(nft("add", "four", "192.0.2.1")).succeeded()).isTrue();
    assertThat(run("kill $(ip netns pids " + namespace + ")").succeeded()).isTrue();
    assertThat(run(nft("add", "four", "192.0.2.2")).succeeded()).isTrue();
    assertThat(run(nft("add", "four", "192.0.2.3")).succeeded()).isTrue();
    assertThat(set("four")).contains("192.0.2.1", "192.0.2.2", "192.0.2.3");
    assertThat(started("nft -i")).isEqualTo(2);
  }

  @Test
  void aToolThatHangsIsEndedAndTheCommandTimesOut() {
    assertThat(run(nft("add", "four", "192.0.2.1")).succeeded()).isTrue();
    assertThat(run("kill -STOP $(ip netns pids " + namespace + ")").succeeded()).isTrue();
    var hanging =
        new ActionCommand(nft("add", "four", "192.0.2.2"), List.of(), Duration.ofMillis(200));
    assertThat(runner.run(hanging)).isInstanceOf(TimedOut.class);
    assertThat(logs.anonymous()).anyMatch(line -> line.contains("timed out after"));
    assertThat(run(nft("add", "four", "192.0.2.3")).succeeded()).isTrue();
    String all = "for pid in $(ip netns pids " + namespace + "); do ps -o args= -p $pid; done";
    assertThat(output(all)).filteredOn(line -> line.contains("nft -i")).hasSize(1);
  }

  @Test
  void aToolThatTalksNonsenseIsDoneWithout() throws IOException {
    for (String nonsense : List.of("cat", "exit 1", "echo Error >&2; cat >&2", "exec nosuch")) {
      script(
          "nft",
          "if [ \"$1\" = -i ]; then " + nonsense + "; exit; fi",
          "exec ip netns exec " + namespace + " /usr/sbin/nft \"$@\"");
      DirectRunner fresh = newRunner(logs);
      assertThat(fresh.run(command(nft("add", "four", "192.0.2.1"))).succeeded()).isTrue();
      assertThat(fresh.run(command(nft("delete", "four", "192.0.2.1"))).succeeded()).isTrue();
    }
  }

  @Test
  void whatIsMissingIsTheShellsToReport() throws IOException {
    Files.delete(directory.resolve("ipset"));
    var bare = new ChildEnvironment(List.of("PATH=" + directory));
    var without =
        new DirectRunner(new ShellRunner(bare, logs), InstantSource.system(), Thread::new);
    runners.add(without);
    CommandOutcome outcome = without.run(command("ipset add four 192.0.2.1"));
    assertThat(outcome)
        .isInstanceOfSatisfying(Exited.class, e -> assertThat(e.code()).isEqualTo(127));
    assertThat(logs.lines()).anyMatch(line -> line.contains("HINT on 127"));
  }

  @Test
  void manyBansTakeFewProcesses() {
    JailAction action = action(NFT_ADD, NFT_DELETE);
    done(addresses(3000).map(ip -> action.ban(Samples.ticket(ip))));
    assertThat(set("four")).contains("10.0.0.1,", "10.0.11.184");
    assertThat(started("nft")).isLessThan(45);
    done(addresses(3000).map(ip -> action.unban(Samples.ticket(ip))));
    assertThat(set("four")).doesNotContain("elements");
  }

  @Test
  void whoSpoilsATransactionFailsAlone() {
    JailAction action = action(NFT_ADD, NFT_DELETE);
    done(addresses(200).map(ip -> action.ban(Samples.ticket(ip))));
    assertThat(run(nft("delete", "four", "10.0.0.100")).succeeded()).isTrue();
    List<ActionOutcome> outcomes =
        outcomes(addresses(200).map(ip -> action.unban(Samples.ticket(ip))));
    assertThat(outcomes.stream().filter(ActionOutcome.Failed.class::isInstance))
        .containsExactly(new ActionOutcome.Failed("Error unbanning 10.0.0.100"));
    assertThat(logs.lines().stream().filter(line -> line.contains("Failed to execute unban")))
        .hasSize(1);
    assertThat(set("four")).doesNotContain("elements");
  }

  @Test
  void aSetThatHasGoneIsRepairedInTheMiddle() {
    JailAction action = action(NFT_ADD, NFT_DELETE);
    done(addresses(64).map(ip -> action.ban(Samples.ticket(ip))));
    assertThat(run("nft flush ruleset").succeeded()).isTrue();
    done(addresses(500).skip(64).map(ip -> action.ban(Samples.ticket(ip))));
    assertThat(action.epoch()).isEqualTo(1);
    assertThat(set("four").lines().mapToLong(l -> l.chars().filter(c -> c == ',').count()).sum())
        .isEqualTo(500 - 64 - 1);
  }

  @Test
  void theKernelHoldsTheSameWithoutTheDirectWay() {
    var states = new ArrayList<List<String>>();
    for (boolean direct : List.of(true, false)) {
      runner.enable(direct);
      JailAction nft = action(NFT_ADD, NFT_DELETE);
      JailAction ipset =
          action("ipset -exist add <set> <ip> timeout 0", "ipset -exist del <set> <ip>");
      JailAction rules =
          action("<tables> -I INPUT 1 -s <ip> -j DROP", "<tables> -D INPUT -s <ip> -j DROP");
      for (JailAction action : List.of(nft, ipset, rules)) {
        done(addresses(20).map(ip -> action.ban(Samples.ticket(ip))));
        done(addresses(20).limit(10).map(ip -> action.unban(Samples.ticket(ip))));
        if (!action.equals(ipset)) {
          done(Stream.of(action.ban(Samples.ticket("2001:db8::1"))));
        }
      }
      states.add(state());
      done(
          addresses(20)
              .skip(10)
              .flatMap(ip -> Stream.of(nft, ipset, rules).map(a -> a.unban(Samples.ticket(ip)))));
      done(Stream.of(nft, rules).map(a -> a.unban(Samples.ticket("2001:db8::1"))));
    }
    assertThat(states.getFirst()).isEqualTo(states.getLast()).hasSizeGreaterThan(20);
  }

  private List<String> state() {
    return Stream.of(
            "nft list table inet f2b", "ipset list four -sorted", "iptables -S", "ip6tables -S")
        .flatMap(script -> output(script).stream())
        .filter(line -> !line.startsWith("Size in memory") && !line.startsWith("Header"))
        .toList();
  }

  private JailAction action(String ban, String unban) {
    ActionCommands commands =
        Samples.commands(
            "actionstart",
                "nft add table inet f2b; nft add set inet f2b four \\{ type ipv4_addr\\; \\}",
            "actioncheck", "nft list set inet f2b four >/dev/null",
            "actionban", ban,
            "actionunban", unban,
            "set", "four",
            "set?family=inet6", "six",
            "tables", "iptables -w",
            "tables?family=inet6", "ip6tables -w");
    return new JailAction(
        commands, Samples.surroundings(runner, threads, InstantSource.system(), logs));
  }

  private static Stream<String> addresses(int count) {
    return Stream.iterate(1, n -> n + 1).limit(count).map(n -> "10.0." + n / 256 + "." + n % 256);
  }

  private void done(Stream<CompletionStage<ActionOutcome>> requests) {
    assertThat(outcomes(requests))
        .withFailMessage(() -> String.join("\n", logs.lines()))
        .containsOnly(ActionOutcome.DONE);
  }

  private static List<ActionOutcome> outcomes(Stream<CompletionStage<ActionOutcome>> requests) {
    List<CompletableFuture<ActionOutcome>> all =
        requests.map(CompletionStage::toCompletableFuture).toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private DirectRunner newRunner(RecordedLogs into) {
    var environment =
        new ChildEnvironment(List.of("PATH=" + directory + ":/usr/sbin:/usr/bin:/sbin:/bin"));
    var created =
        new DirectRunner(new ShellRunner(environment, into), InstantSource.system(), Thread::new);
    runners.add(created);
    return created;
  }

  private void script(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private long started(String what) {
    return output("cat " + directory.resolve("started")).stream()
        .filter(line -> line.startsWith(directory + "/" + what))
        .count();
  }

  private String set(String name) {
    return String.join("\n", output("nft list set inet f2b " + name));
  }

  private static String nft(String verb, String set, String address) {
    return "nft " + verb + " element inet f2b " + set + " \\{ " + address + " \\}";
  }

  private CommandOutcome run(String script) {
    return runner.run(command(script));
  }

  private List<String> output(String script) {
    return ((Exited) run(script)).output().stdout().lines();
  }

  private static boolean succeeds(CommandRunner runner, String script) {
    return runner.run(command(script)).succeeded();
  }

  private static ActionCommand command(String script) {
    return new ActionCommand(script, List.of(), Duration.ofSeconds(60));
  }
}
