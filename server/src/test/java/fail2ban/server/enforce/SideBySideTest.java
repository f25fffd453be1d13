package fail2ban.server.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommand;
import fail2ban.server.enforce.ActionOutcome.Failed;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Actions with real commands on real threads; a program on PATH notes what it is called with. */
@Timeout(90)
final class SideBySideTest {

  private final RecordedLogs logs = new RecordedLogs();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path folder;

  @AfterEach
  void endThreads() {
    threads.close();
  }

  @Test
  void callsAProgramOnThePathInOrderOfTheRequests() throws IOException {
    JailAction action =
        action(
            "actionstart", "note start <name> <family>",
            "actionban", "note ban <ip> \"<F-USER>\"",
            "actionunban", "note unban <ip>",
            "actionstop", "note stop",
            "name", "ssh");
    action.start();
    var expected = new ArrayList<>(List.of("start ssh"));
    for (int index = 0; index < 30; index++) {
      action.ban(Samples.ticket("10.0.0." + index));
      expected.add("ban 10.0.0." + index + " ");
    }
    finish(action.stop().toCompletableFuture(), action);
    List<String> noted = noted();
    assertThat(noted).startsWith("start ssh").endsWith("stop");
    assertThat(expected).containsSubsequence(noted.subList(0, noted.size() - 1));
  }

  @Test
  void aHangingCommandHoldsUpItsOwnActionOnly() throws IOException {
    JailAction hanging = action("actionban", "sleep 300", "timeout", "1");
    JailAction quick = action("actionban", "note <ip>");
    var stuck = hanging.ban(Samples.ticket("192.0.2.1")).toCompletableFuture();
    var done = new ArrayList<CompletableFuture<ActionOutcome>>();
    for (int index = 0; index < 10; index++) {
      done.add(quick.ban(Samples.ticket("10.0.0." + index)).toCompletableFuture());
    }
    CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
    assertThat(noted()).hasSize(10);
    assertThat(stuck.join()).isEqualTo(new Failed("Error banning 192.0.2.1"));
    assertThat(logs.anonymous()).contains("utils ERROR -- timed out after 1 seconds.");
  }

  @Test
  void withoutDescriptorsABanFailsAndTheNextOneSucceeds() throws IOException {
    JailAction action = action("actionban", "note <ip>");
    assertThat(action.ban(Samples.ticket("10.0.0.1")).toCompletableFuture().join())
        .isEqualTo(ActionOutcome.DONE);
    String limit = limitDescriptors("600");
    var hoard = new ArrayList<FileInputStream>();
    try {
      hoardAll(hoard);
      assertThat(action.ban(Samples.ticket("10.0.0.2")).toCompletableFuture().join())
          .isInstanceOf(Failed.class);
    } finally {
      for (FileInputStream one : hoard) {
        one.close();
      }
      limitDescriptors(limit);
    }
    assertThat(logs.anonymous()).contains("utils ERROR -- not started: Too many open files");
    assertThat(action.ban(Samples.ticket("10.0.0.3")).toCompletableFuture().join())
        .isEqualTo(ActionOutcome.DONE);
  }

  /** Changes this process's own limit and returns what it was. */
  private String limitDescriptors(String soft) throws IOException {
    String own = "prlimit --pid " + ProcessHandle.current().pid();
    var command =
        new ActionCommand(
            own + " --nofile --output SOFT --noheadings && " + own + " --nofile=" + soft + ":",
            List.of(),
            Duration.ofSeconds(30));
    var outcome = (CommandOutcome.Exited) runner().run(command);
    assertThat(outcome.code()).isZero();
    return outcome.output().stdout().lines().getFirst().strip();
  }

  private static void hoardAll(List<FileInputStream> hoard) {
    try {
      while (true) {
        hoard.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("Too many open files");
    }
  }

  private void finish(CompletableFuture<ActionOutcome> stopped, JailAction action) {
    assertThat(stopped.join()).isEqualTo(ActionOutcome.DONE);
    assertThat(action.waiting()).isZero();
  }

  private List<String> noted() throws IOException {
    return Files.readAllLines(folder.resolve("noted"));
  }

  private JailAction action(String... properties) throws IOException {
    return new JailAction(
        Samples.commands(properties),
        Samples.surroundings(runner(), threads, InstantSource.system(), logs));
  }

  private ShellRunner runner() throws IOException {
    Path program = folder.resolve("note");
    if (!Files.exists(program)) {
      Files.writeString(program, "#!/bin/sh\necho \"$@\" >> " + folder.resolve("noted") + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    String path = "PATH=" + folder + ":/usr/sbin:/usr/bin:/sbin:/bin";
    return new ShellRunner(new ChildEnvironment(List.of(path)), logs);
  }
}
