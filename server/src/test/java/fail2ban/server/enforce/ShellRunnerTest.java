package fail2ban.server.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommand;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Killed;
import fail2ban.server.enforce.CommandOutcome.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code /bin/sh} and what commands may do to us. */
@Timeout(60)
final class ShellRunnerTest {

  private final RecordedLogs logs = new RecordedLogs();
  private final ShellRunner runner;
  @TempDir Path folder;

  ShellRunnerTest() throws IOException {
    runner = new ShellRunner(ChildEnvironment.inherited(), logs);
  }

  @Test
  void tellsNothingButSuccessAtDebug() {
    assertThat(run("echo fine; echo aside >&2").succeeded()).isTrue();
    assertThat(logs.anonymous())
        .containsExactly(
            "utils DEBUG -- stdout: 'fine'",
            "utils DEBUG -- stderr: 'aside'",
            "utils DEBUG -- returned successfully 0");
  }

  @Test
  void tellsAFailureWithItsCommandAndOutput() {
    run("echo one\necho two; echo wrong >&2; exit 3");
    assertThat(logs.anonymous())
        .containsExactly(
            "utils ERROR -- exec: echo one\necho two; echo wrong >&2; exit 3",
            "utils ERROR -- stdout: 'one'",
            "utils ERROR -- stdout: 'two'",
            "utils ERROR -- stderr: 'wrong'",
            "utils ERROR -- returned 3");
    assertThat(logs.lines().stream().map(line -> line.split(" ")[2]).distinct()).hasSize(1);
  }

  @Test
  void theLastLinesExitCodeCounts() {
    assertThat(run("false\ntrue").succeeded()).isTrue();
    assertThat(run("true\nfalse").succeeded()).isFalse();
  }

  @Test
  void argumentsArriveAsUtf8WhateverTheLocale() {
    assertThat(output(command("printf %s \"$0|$1\"", "grüße 漢字 \uD83D\uDE00", "a b")))
        .containsExactly("grüße 漢字 \uD83D\uDE00|a b");
    run("exit 1 # é");
    assertThat(logs.anonymous()).contains("utils ERROR -- exec: exit 1 # é");
  }

  @Test
  void argumentsAreLoggedAsAList() {
    runner.run(command("exit 1", "a'b", "c\nd"));
    assertThat(logs.anonymous())
        .first()
        .isEqualTo("utils ERROR -- exec: ['exit 1', \"a'b\", 'c\\nd']");
  }

  @Test
  void bytesThatAreNoUtf8AreShownAsReplaced() {
    assertThat(output(command("printf 'a\\377b\\n\\303\\251'"))).containsExactly("a\uFFFDb", "é");
  }

  @Test
  void aMissingProgramIsExplained() {
    run("no-such-program-anywhere 1");
    assertThat(logs.anonymous()).contains("utils ERROR -- returned 127");
    assertThat(logs.lines())
        .last()
        .asString()
        .startsWith(
            "utils INFO HINT on 127: \"Command not found\".  Make sure that all commands in"
                + " 'no-such-program-anywhere 1' are in the PATH of fail2ban-server process");
  }

  @Test
  void tenMegabytesOfOutputAreReadToTheEndAndTheirBeginningKept() {
    var outcome =
        (Exited)
            run("head -c 10000000 /dev/zero | tr '\\0' x; head -c 10000000 /dev/zero >&2; exit 0");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.output().stdout().dropped()).isEqualTo(10_000_000 - 65_536);
    assertThat(outcome.output().stderr().dropped()).isEqualTo(10_000_000 - 65_536);
    assertThat(outcome.output().stdout().lines()).singleElement().asString().hasSize(65_536);
  }

  @Test
  void aCommandThatNeverEndsIsEndedWithAllItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    String note = "echo $$ >>" + pids + "; ";
    String script =
        "trap '' TERM; (trap '' TERM; sh -c '"
            + note
            + "exec sleep 300') & (sh -c '"
            + note
            + "sleep 300') & "
            + note
            + "while :; do sleep 300; done";
    CommandOutcome outcome =
        runner.run(new ActionCommand(script, List.of(), Duration.ofMillis(1500)));
    assertThat(outcome)
        .isInstanceOfSatisfying(TimedOut.class, o -> assertThat(o.signal()).isEqualTo(9));
    assertThat(Files.readAllLines(pids)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(this::isGone);
    assertThat(logs.anonymous())
        .endsWith(
            "utils ERROR -- timed out after 1 seconds.",
            "utils ERROR -- killed with SIGKILL (return code: -9)");
  }

  @Test
  void aCommandThatEndsWhenAskedIsNotKilledHarder() {
    CommandOutcome outcome =
        runner.run(new ActionCommand("sleep 300", List.of(), Duration.ofMillis(200)));
    assertThat(outcome)
        .isInstanceOfSatisfying(TimedOut.class, o -> assertThat(o.signal()).isEqualTo(15));
  }

  @Test
  void whatACommandLeavesInTheBackgroundDoesNotHoldItUp() {
    long start = System.nanoTime();
    assertThat(output(command("echo here; sleep 300 & echo $! >" + folder.resolve("pid"))))
        .containsExactly("here");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    run("kill $(cat " + folder.resolve("pid") + ")");
  }

  @Test
  void aCommandThatKillsItsOwnShellIsReportedAsKilled() {
    assertThat(run("sh -c 'kill -9 $PPID'; echo not here"))
        .isInstanceOfSatisfying(Killed.class, killed -> assertThat(killed.signal()).isEqualTo(9));
    assertThat(logs.anonymous())
        .last()
        .isEqualTo("utils ERROR -- killed with SIGKILL (return code: -9)");
    run("exit 143");
    assertThat(logs.anonymous())
        .last()
        .isEqualTo("utils ERROR -- killed with SIGTERM (return code: 143)");
  }

  @Test
  void itLeadsASessionOfItsOwnWithNothingOfOurs() {
    assertThat(output(command("ps -o pid=,pgid=,sid= -p $$ | tr -s ' '; ls /proc/$$/fd")))
        .satisfies(lines -> {
          String[] ids = lines.getFirst().strip().split(" ");
          assertThat(ids[1]).isEqualTo(ids[0]);
          assertThat(ids[2]).isEqualTo(ids[0]);
          assertThat(String.join(" ", lines.subList(1, lines.size()))).isEqualTo("0 1 2");
        });
  }

  @Test
  void aCommandThatReadsGetsNothing() {
    assertThat(run("cat").succeeded()).isTrue();
  }

  @Test
  void commandsRunSideBySide() throws Exception {
    try (var threads = Executors.newCachedThreadPool()) {
      var tasks =
          IntStream.range(0, 40)
              .<Callable<List<String>>>mapToObj(
                  n -> () -> output(command("sleep 0.2; echo $0", "n" + n)))
              .toList();
      List<Future<List<String>>> results = threads.invokeAll(tasks);
      for (int n = 0; n < results.size(); n++) {
        assertThat(results.get(n).get()).containsExactly("n" + n);
      }
    }
  }

  @Test
  void noDescriptorIsLeftOpen() throws Exception {
    run("true");
    long before = descriptors();
    for (int round = 0; round < 30; round++) {
      run(round % 2 == 0 ? "echo x" : "exit 1");
    }
    assertThat(descriptors()).isLessThan(before + 10);
  }

  @Test
  void anEndlessCommandLineIsAnOutcome() {
    var outcome = runner.run(command("true", "x".repeat(200_000)));
    assertThat(outcome.succeeded()).isFalse();
    assertThat(logs.anonymous()).last().asString().contains("Argument list too long");
  }

  @Test
  void childrenGetTheEnvironmentThatTheServerWasStartedWith() {
    var replaced =
        List.of("A=1", "LC_ALL=C.UTF-8", "FAIL2BAN_ORIGINAL_LC_ALL=de_DE", "PATH=/usr/bin:/bin");
    assertThat(environment(replaced))
        .contains("A=1", "LC_ALL=de_DE")
        .doesNotContain("LC_ALL=C.UTF-8");
    var unset = List.of("FAIL2BAN_ORIGINAL_LC_ALL=", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin");
    assertThat(environment(unset)).noneMatch(entry -> entry.contains("LC_ALL"));
    var kept = List.of("LC_ALL=fr_FR", "PATH=/usr/bin:/bin");
    assertThat(environment(kept)).contains("LC_ALL=fr_FR");
  }

  private List<String> environment(List<String> own) {
    var shell = new ShellRunner(ChildEnvironment.original(own), logs);
    return ((Exited) shell.run(command("env"))).output().stdout().lines();
  }

  private void isGone(String pid) {
    Path status = Path.of("/proc", pid.strip(), "status");
    for (int look = 0; look < 100 && Files.exists(status); look++) {
      try {
        if (Files.readString(status).contains("State:\tZ")) {
          return;
        }
        Thread.sleep(20);
      } catch (IOException | InterruptedException e) {
        return;
      }
    }
    assertThat(status).doesNotExist();
  }

  private static long descriptors() throws IOException {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }

  private CommandOutcome run(String script) {
    return runner.run(command(script));
  }

  private List<String> output(ActionCommand command) {
    return ((Exited) runner.run(command)).output().stdout().lines();
  }

  private static ActionCommand command(String script, String... arguments) {
    return new ActionCommand(script, List.of(arguments), Duration.ofSeconds(30));
  }
}
