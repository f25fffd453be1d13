package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to a server when actions and what they work on misbehave: the ban in question may
 * fail, and says so; no other does, and the next one is made. All tests share one server.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ActionFaultsTest {

  private Path folder;
  private Namespace network;
  private Party server;
  private List<ActionCase> cases = List.of();

  @BeforeAll
  void setUp(@TempDir Path scratch) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/etc/fail2ban/action.d")), "needs the original's files");
    assumeTrue(Namespace.possible(), "needs root and a kernel with a packet filter");
    assumeTrue(Command.run("ipset", "--version").status() == 0, "needs ipset");
    folder = scratch;
    cases = ActionCases.read("faults.txt");
    network = Namespace.create();
    Path deny = folder.resolve("hosts.deny");
    Files.writeString(deny, "# nobody\n");
    server =
        Party.in(folder, Party.OURS, network, cases, Party.Equipment.realTools(""))
            .behind("mount --bind %1$s %1$s && mount -o remount,bind,ro %1$s".formatted(deny));
    server.start();
  }

  @AfterAll
  void tearDown() {
    if (server != null) {
      server.close();
      network.close();
    }
  }

  @Test
  void aFlushedRulesetIsPutBackWithItsBans() {
    ActionCase nft = cases.get(0);
    lostAndFound(nft, "nft", "flush", "ruleset");
  }

  @Test
  void afterAReloadOfTheFirewallChainsArePutBackWithTheirBans() {
    ActionCase iptables = cases.get(1);
    lostAndFound(iptables, "sh", "-c", "iptables -F; iptables -X; ip6tables -F; ip6tables -X");
  }

  private void lostAndFound(ActionCase one, String... calamity) {
    ban(one, 1);
    enforced(one, 1);
    Finished done = network.run(calamity);
    assertThat(done.status()).describedAs(done.toString()).isZero();
    ban(one, 2);
    enforced(one, 2);
    said(one, "[%s] Reban %s".formatted(one.jail(), one.ipv4(1)));
    enforced(one, 1);
    assertThat(banned(one)).contains(one.ipv4(1), one.ipv4(2));
  }

  @Test
  void whatAFullSetDoesNotTakeIsToldAndTheNextPlaceTaken() {
    ActionCase ipset = cases.get(2);
    for (int host = 1; host <= 3; host++) {
      ban(ipset, host);
    }
    said(ipset, "is full");
    said(ipset, "Failed to execute ban jail '%s'".formatted(ipset.jail()));
    assertThat(banned(ipset)).contains(ipset.ipv4(3));
    unban(ipset, 1);
    ban(ipset, 4);
    enforced(ipset, 4);
    assertThat(kernel(ipset)).contains(ipset.ipv4(2)).doesNotContain(ipset.ipv4(3));
  }

  @Test
  void aMissingProgramIsExplainedAndStaysOneJailsTrouble() {
    ActionCase missing = cases.get(3);
    ban(missing, 1);
    said(missing, "Failed to execute ban jail '%s'".formatted(missing.jail()));
    assertThat(server.log()).contains("/nowhere/nft", "HINT on 127: \"Command not found\".");
    assertThat(banned(missing)).contains(missing.ipv4(1));
  }

  @Test
  void aFileThatCannotBeWrittenTakesTheNextBanWhenItCan() {
    ActionCase hosts = cases.get(4);
    ban(hosts, 1);
    said(hosts, "Failed to execute ban jail '%s'".formatted(hosts.jail()));
    assertThat(server.log()).contains("Read-only file system");
    Path deny = folder.resolve("hosts.deny");
    Finished mended =
        Command.run(
            "nsenter", "-t", pid(), "-m", "mount", "-o", "remount,bind,rw", deny.toString());
    assertThat(mended.status()).describedAs(mended.toString()).isZero();
    ban(hosts, 2);
    written(deny, "ALL: " + hosts.ipv4(2));
    assertThat(text(deny)).doesNotContain(hosts.ipv4(1));
  }

  @Test
  void aCommandThatNeverEndsIsEndedAndHoldsUpNoOtherJail() {
    ActionCase endless = cases.get(5);
    ActionCase other = cases.get(7);
    ban(endless, 1);
    ban(endless, 2);
    written(notes(endless), "+" + endless.ipv4(1));
    ban(other, 5);
    written(notes(other), "+" + other.ipv4(5));
    assertThat(text(notes(endless))).doesNotContain(endless.ipv4(2));
    written(notes(endless), "+" + endless.ipv4(2));
    assertThat(server.log()).contains("timed out after 2 seconds");
    Eventually.holds(
        "no child of the command is left",
        () -> Command.run("pgrep", "-fx", "tail -f " + folder.resolve("log")).out().isEmpty(),
        server::log);
    unban(endless, 1);
  }

  @Test
  void tenMegabytesOfOutputAreReadAndTheNextBanIsMade() {
    ActionCase talkative = cases.get(6);
    ban(talkative, 1);
    ban(talkative, 2);
    written(notes(talkative), "+" + talkative.ipv4(2));
    assertThat(text(notes(talkative))).contains("+" + talkative.ipv4(1));
  }

  @Test
  void aCommandThatKillsItsOwnGroupHarmsNobodyElse() {
    ActionCase suicide = cases.get(7);
    ban(suicide, 1);
    ban(suicide, 2);
    written(notes(suicide), "+" + suicide.ipv4(2));
    said(suicide, "Failed to execute ban jail '%s'".formatted(suicide.jail()));
    assertThat(server.log()).contains("killed with SIGKILL");
  }

  @Test
  void aToolKeptRunningMayBeKilledOrHang() {
    ActionCase nft = cases.get(8);
    ban(nft, 1);
    enforced(nft, 1);
    ban(nft, 2);
    enforced(nft, 2);
    signal("KILL");
    ban(nft, 3);
    enforced(nft, 3);
    ban(nft, 4);
    enforced(nft, 4);
    signal("STOP");
    ban(nft, 5);
    enforced(nft, 5);
    unban(nft, 2);
    Eventually.holds("unbanned", () -> !kernel(nft).contains(nft.ipv4(2)), server::log);
    assertThat(kernel(nft)).contains(nft.ipv4(1), nft.ipv4(3), nft.ipv4(4), nft.ipv4(5));
  }

  @Test
  void aCommandThatKillsTheServerLosesNoBan() throws IOException {
    ActionCase murderer = cases.get(9);
    Path weapon = Files.createFile(folder.resolve("murder"));
    ban(murderer, 1);
    server.ended();
    Files.delete(weapon);
    server.start();
    Eventually.holds(
        "banned again by the next server",
        () -> text(notes(murderer)).equals(("+" + murderer.ipv4(1) + "\n").repeat(2)),
        server::log);
    assertThat(banned(murderer)).contains(murderer.ipv4(1));
  }

  /** To the server's {@code nft -i}. */
  private void signal(String name) {
    Finished sent = Command.run("pkill", "-" + name, "-P", pid(), "-x", "nft");
    assertThat(sent.status()).describedAs("there is a tool kept running: " + sent).isZero();
  }

  private String pid() {
    return text(folder.resolve("fail2ban.pid")).strip();
  }

  private void ban(ActionCase one, int host) {
    say(one, "banip", host);
  }

  private void unban(ActionCase one, int host) {
    say(one, "unbanip", host);
  }

  private void say(ActionCase one, String word, int host) {
    server.ask(List.of("['set', '%s', '%s', '%s']".formatted(one.jail(), word, one.ipv4(host))));
  }

  private String banned(ActionCase one) {
    return server.ask(List.of("['get', '%s', 'banip']".formatted(one.jail()))).getFirst();
  }

  private Path notes(ActionCase one) {
    return folder.resolve(one.jail());
  }

  private String kernel(ActionCase one) {
    Map<String, String> all = KernelState.of(network, cases);
    return all.getOrDefault(one.jail(), "");
  }

  private void enforced(ActionCase one, int host) {
    Eventually.holds(
        one.ipv4(host) + " is in the kernel",
        () -> kernel(one).contains(one.ipv4(host)),
        () -> kernel(one) + server.log());
  }

  private void said(ActionCase one, String text) {
    Eventually.holds(one + ": " + text, () -> server.log().contains(text), server::log);
  }

  private void written(Path file, String line) {
    Eventually.holds(
        line, () -> text(file).lines().anyMatch(line::equals), () -> text(file) + server.log());
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
