package fail2ban.conformance.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's server and ours call the same programs in the same order when these fail: bans that are
 * tried once more, environments that are checked and repaired, starts that fail, bans that are
 * prolonged.
 */
@Tag("long")
@Tag("installed-fail2ban")
class FailingCommandsTest {

  private static final String MARK = "mark.py[target=\"{folder}/marks/{jail}\"]";

  @TempDir private Path folder;

  @Test
  void theSameIsTriedWhenCommandsFail() throws IOException {
    assumeTrue(Files.isExecutable(Party.ORIGINAL), "needs the original");
    assumeTrue(Namespace.possible(), "needs a network without a way out");
    List<ActionCase> cases = ActionCases.read("life.txt");
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

  private void play(Duel duel) {
    duel.start("start");
    duel.expect(_ -> "start");
    ban(duel, "ban", 1);
    failing("^wget ban");
    ban(duel, "ban that fails", 2);
    again(duel, "failure of somebody who should be banned", 2, 10);
    failing("^wget (ban|check)");
    ban(duel, "ban that fails in a broken environment", 3);
    failing("");
    ban(duel, "ban once all is well", 4);
    failing("^wget unban");
    unban(duel, "unban that fails", 1);
    failing("^wget (unban|check)");
    unban(duel, "unban that fails in a broken environment", 4);
    failing("");
    duel.say("ban of an old acquaintance", one -> List.of(attempt(one, 4)));
    duel.expect(one -> "ban " + one.ipv4(4));
    duel.await(one -> one.option().isEmpty() ? "" : "«prolong»");
    duel.stop("stop");
    failing("^wget start");
    duel.start("start that fails");
    duel.expect(one -> "ban " + one.ipv4(4));
    ban(duel, "ban after a start that failed", 8);
    failing("");
    ban(duel, "ban after that", 9);
    duel.stop("stop again");
  }

  private static void ban(Duel duel, String phase, int host) {
    duel.say(phase, one -> List.of(attempt(one, host)));
    duel.expect(one -> "ban " + one.ipv4(host));
  }

  /** Somebody's failure that is no ban, and then a ban, after which the first must be done with. */
  private static void again(Duel duel, String phase, int host, int next) {
    duel.say(phase, one -> List.of(attempt(one, host), attempt(one, next)));
    duel.expect(one -> "ban " + one.ipv4(next));
  }

  private static void unban(Duel duel, String phase, int host) {
    duel.say(
        phase,
        one -> List.of("['set', '%s', 'unbanip', '%s']".formatted(one.jail(), one.ipv4(host))));
    duel.expect(one -> "unban " + one.ipv4(host));
  }

  private static String attempt(ActionCase one, int host) {
    return "['set', '%s', 'attempt', '%s', \"a line\"]".formatted(one.jail(), one.ipv4(host));
  }

  /** From now on what matches fails, on both sides. */
  private void failing(String expression) {
    try {
      for (String side : List.of("original", "ours")) {
        Files.writeString(folder.resolve(side).resolve("failing"), expression);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
