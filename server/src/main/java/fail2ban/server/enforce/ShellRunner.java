package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.log.Logs;
import fail2ban.server.enforce.CommandOutcome.NotStarted;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs each command as {@code /bin/sh -c SCRIPT ARGUMENT…} in a session of its own and tells the
 * log how it went. The calling thread waits in the kernel for the command, so it must not be a
 * virtual one. Safe on any number of threads at once.
 */
public final class ShellRunner implements CommandRunner {

  private static final String SHELL = "/bin/sh";

  private final MemorySegment environment;
  private final CommandReport report;

  /**
   * @param logs gets the module {@code utils}, under which fail2ban reports commands
   */
  public ShellRunner(ChildEnvironment environment, Logs logs) {
    this.environment =
        Spawn.strings(environment.entries(), StandardCharsets.ISO_8859_1, Arena.ofAuto());
    this.report = new CommandReport(logs.named("utils"));
  }

  @Override
  public CommandOutcome run(ActionCommand command) {
    CommandOutcome outcome = outcome(command);
    report.write(command, outcome);
    return outcome;
  }

  /**
   * Runs an empty script and says nothing. The first command costs the JVM some 100 ms of linking;
   * on a thread of its own at the server's start this keeps the first ban from paying for it.
   */
  public void warmUp() {
    outcome(new ActionCommand(":", List.of(), Duration.ofMinutes(1)));
  }

  private CommandOutcome outcome(ActionCommand command) {
    Optional<OutputPipe> stdout = OutputPipe.open();
    Optional<OutputPipe> stderr = OutputPipe.open();
    try {
      return stdout.isPresent() && stderr.isPresent()
          ? outcome(command, stdout.get(), stderr.get())
          : new NotStarted(Errno.TOO_MANY_OPEN_FILES);
    } finally {
      stdout.ifPresent(OutputPipe::close);
      stderr.ifPresent(OutputPipe::close);
    }
  }

  private CommandOutcome outcome(ActionCommand command, OutputPipe stdout, OutputPipe stderr) {
    Spawn.Started started =
        Spawn.start(words(command), environment, stdout.writeEnd(), stderr.writeEnd());
    if (started.errno() != 0) {
      return new NotStarted(SHELL + ": " + Errno.text(started.errno()));
    }
    stdout.closeWriteEnd();
    stderr.closeWriteEnd();
    try (var process = new ShellProcess(started.pid(), stdout, stderr)) {
      return process.await(command.timeout());
    }
  }

  private static List<String> words(ActionCommand command) {
    var words = new ArrayList<>(List.of(SHELL, "-c", command.script()));
    words.addAll(command.arguments());
    return words;
  }
}
