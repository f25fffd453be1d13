package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** What a hostile log line may hold. */
  private static final String HOSTILE =
      "it's <ip> \\\"`id`\\\" $(id) $HOME \\\\n \\\\ * ? ~ ; & | # %s {} [] ! \\t end";

  /** Comes after the action under test, and costs the original no process. */
  private static final String MARK = "mark.py[target=\"{folder}/marks/{jail}\"]";

  @TempDir private Path folder;

  @Test
  void everyInstalledActionIsCompared() throws IOException {
    assumeTrue(Files.isExecutable(Party.ORIGINAL), "needs the original");
    Set<String> compared =
        ActionCases.read("actions.txt").stream()
            .map(ActionCase::action)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(compared).containsAll(ActionCases.installed());
  }

  @Test
  void theSameProgramsAreCalledForTheSameBans() throws IOException {
    assumeTrue(Files.isExecutable(Party.ORIGINAL), "needs the original");
    assumeTrue(Namespace.possible(), "needs a network without a way out");
    List<ActionCase> cases = ActionCases.read("actions.txt");
    try (var network = Namespace.create();
        var theirTools = StandIns.in(folder.resolve("original"));
        var ourTools = StandIns.in(folder.resolve("ours"));
        var theirs =
            Party.in(
                folder.resolve("original"),
                Party.ORIGINAL,
                network,
                cases,
                theirTools.equipment(MARK));
        var ours =
            Party.in(folder.resolve("ours"), Party.OURS, network, cases, ourTools.equipment(""))) {
      var duel = new Duel(folder, theirs, ours, cases);
      play(duel);
      assertThat(duel.verdict()).isEmpty();
    }
  }

  private static void play(Duel duel) {
    duel.start("start");
    duel.expect(_ -> "start");
    duel.say(
        "ban",
        one -> List.of(attempt(one, one.ipv4(1), "a line"), attempt(one, one.ipv6(1), HOSTILE)));
    duel.expect(one -> "ban " + one.ipv6(1));
    duel.say("ban somebody without an address", one -> each("banip", one));
    duel.expect(one -> one.bansUsers() ? "ban " + one.user() : "");
    duel.say(
        "ban again",
        one -> List.of(attempt(one, one.ipv4(1), "once more"), attempt(one, one.ipv4(2), "two")));
    duel.expect(one -> "ban " + one.ipv4(2));
    duel.say("ban by hand", one -> List.of(command("banip", one, one.ipv6(2))));
    duel.expect(one -> "ban " + one.ipv6(2));
    duel.say("unban", one -> each("unbanip", one, one.ipv4(1), one.ipv6(1)));
    duel.expect(one -> "unban " + (one.bansUsers() ? one.user() : one.ipv6(1)));
    duel.say("ban an old acquaintance", one -> List.of(attempt(one, one.ipv4(1), "a line")));
    duel.expect(one -> "ban " + one.ipv4(1));
    duel.say("flush", "['unban', '--all']");
    duel.expect(_ -> "flush");
    duel.stop("stop after a flush");
    duel.start("start anew");
    duel.expect(_ -> "start");
    duel.say(
        "ban anew",
        one -> List.of(attempt(one, one.ipv4(3), "new"), attempt(one, one.ipv6(3), HOSTILE)));
    duel.expect(one -> "ban " + one.ipv6(3));
    duel.stop("stop");
    duel.start("start with bans remembered");
    duel.expect(one -> "ban " + one.ipv6(3));
    duel.stop("stop again");
  }

  /** Also for somebody without an address, where the action is to be tried with such. */
  private static List<String> each(String word, ActionCase one, String... ids) {
    var all = new ArrayList<>(List.of(ids));
    if (one.bansUsers()) {
      all.add(one.user());
    }
    return all.stream().map(id -> command(word, one, id)).toList();
  }

  private static String command(String word, ActionCase one, String id) {
    return "['set', '%s', '%s', '%s']".formatted(one.jail(), word, id);
  }

  /** A failure with the line that told of it. */
  private static String attempt(ActionCase one, String id, String line) {
    return "['set', '%s', 'attempt', '%s', \"%s\"]".formatted(one.jail(), id, line);
  }
}
