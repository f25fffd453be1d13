package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's server and ours carry out the same bans with every action file of Debian's: the programs
 * called, their words, their input and their order within an action are the same, and so are the
 * files written; except where the list gives a reason, and there they do differ.
 */
class SameCommandsTest {

  private static final Path ORIGINAL = Path.of("/usr/bin/fail2ban-server");
  private static final Path OURS = Path.of("../fail2ban-server").toAbsolutePath().normalize();

  /** What a hostile log line may hold. */
  private static final String HOSTILE =
      "\"it's <ip> `id` $(id) $HOME \\\\n \\\\ * ? ~ ; & | # %s {} [] ! \\t end\"";

  /** Comes after the action under test, and costs the original no process. */
  private static final String MARK = "mark.py[target=\"{folder}/marks/{jail}\"]";

  @TempDir private Path folder;

  @Test
  void everyInstalledActionIsCompared() throws IOException {
    assumeTrue(Files.isExecutable(ORIGINAL), "needs the original");
    Set<String> compared =
        ActionCases.read().stream()
            .map(ActionCase::action)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(compared).containsAll(ActionCases.installed());
  }

  @Test
  void theSameProgramsAreCalledForTheSameBans() throws IOException {
    assumeTrue(Files.isExecutable(ORIGINAL), "needs the original");
    assumeTrue(Namespace.possible(), "needs a network without a way out");
    List<ActionCase> cases = ActionCases.read();
    try (var network = Namespace.create();
        var theirs = Party.in(folder.resolve("original"), ORIGINAL, network, cases, MARK);
        var ours = Party.in(folder.resolve("ours"), OURS, network, cases, "")) {
      var duel = new Duel(theirs, ours, cases);
      play(duel);
      assertThat(duel.verdict()).isEmpty();
    }
  }

  private static void play(Duel duel) {
    duel.start("start");
    duel.expectStart();
    duel.phase(
        "ban",
        one -> attempt(one, one.ipv4(1), "\"a line\""),
        one -> attempt(one, one.ipv6(1), HOSTILE));
    duel.expect(one -> "ban " + one.ipv6(1));
    duel.address(ActionCase::bansUsers);
    duel.phase("ban somebody without an address", one -> command("banip", one, one.user()));
    duel.expect(one -> "ban " + one.user());
    duel.address(_ -> true);
    duel.phase(
        "ban again",
        one -> attempt(one, one.ipv4(1), "\"once more\""),
        one -> attempt(one, one.ipv4(2), "\"the second\""));
    duel.expect(one -> "ban " + one.ipv4(2));
    duel.phase("ban by hand", one -> command("banip", one, one.ipv6(2)));
    duel.expect(one -> "ban " + one.ipv6(2));
    duel.phase(
        "unban",
        one -> command("unbanip", one, one.ipv4(1)),
        one -> command("unbanip", one, one.ipv6(1)));
    duel.expect(one -> "unban " + one.ipv6(1));
    duel.address(ActionCase::bansUsers);
    duel.phase("unban somebody without an address", one -> command("unbanip", one, one.user()));
    duel.expect(one -> "unban " + one.user());
    duel.address(_ -> true);
    duel.phase("ban an old acquaintance", one -> attempt(one, one.ipv4(1), "\"a line\""));
    duel.expectTimes(one -> "ban " + one.ipv4(1), 2);
    duel.say("flush", "['unban', '--all']");
    duel.expect(_ -> "flush");
    duel.stop("stop after a flush");
    duel.start("start anew");
    duel.expectStart();
    duel.phase("ban anew", one -> command("banip", one, one.ipv4(3)));
    duel.expect(one -> "ban " + one.ipv4(3));
    duel.phase("ban anew, IPv6", one -> command("banip", one, one.ipv6(3)));
    duel.expect(one -> "ban " + one.ipv6(3));
    duel.stop("stop");
    duel.start("start with bans remembered");
    duel.expectTimes(one -> "ban " + one.ipv6(3), 2);
    duel.stop("stop again");
  }

  private static String command(String word, ActionCase one, String id) {
    return "['set', '%s', '%s', '%s']".formatted(one.jail(), word, id);
  }

  private static String attempt(ActionCase one, String id, String... lines) {
    return "['set', '%s', 'attempt', '%s', %s]".formatted(one.jail(), id, String.join(", ", lines));
  }
}
