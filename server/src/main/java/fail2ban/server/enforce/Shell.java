package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.server.enforce.CommandOutcome.NotStarted;
import fail2ban.server.enforce.Spawn.Streams;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs scripts by {@code /bin/sh}, each in a session of its own, and says nothing about it. The
 * calling thread waits in the kernel, so it must not be a virtual one. Safe on any number of
 * threads at once.
 */
final class Shell {

  private static final String PATH = "/bin/sh";

  /** Bytes of an answer: a list of a million addresses. */
  private static final int ANSWER = 64 << 20;

  private final MemorySegment environment;

  Shell(ChildEnvironment environment) {
    this.environment =
        Spawn.strings(environment.entries(), StandardCharsets.ISO_8859_1, Arena.ofAuto());
  }

  /** Runs a command that has nothing to read. */
  CommandOutcome run(ActionCommand command) {
    return run(command, Spawn.NOTHING, OutputCapture.FOR_THE_LOG);
  }

  /** Runs a command for the sake of what it prints. */
  CommandOutcome ask(ActionCommand command) {
    return run(command, Spawn.NOTHING, ANSWER);
  }

  /** Runs a command that reads a text from its standard input. */
  CommandOutcome run(ActionCommand command, String input) {
    Optional<MemoryFile> file = MemoryFile.holding(input);
    if (file.isEmpty()) {
      return new NotStarted(Errno.TOO_MANY_OPEN_FILES);
    }
    try (MemoryFile text = file.get()) {
      return run(command, text.descriptor(), OutputCapture.FOR_THE_LOG);
    }
  }

  /** Starts a script without waiting for it. */
  Spawn.Started start(String script, List<String> arguments, Streams streams) {
    var words = new ArrayList<>(List.of(PATH, "-c", script));
    words.addAll(arguments);
    return Spawn.start(words, environment, streams);
  }

  private CommandOutcome run(ActionCommand command, int stdin, int kept) {
    Optional<OutputPipe> stdout = OutputPipe.open(kept);
    Optional<OutputPipe> stderr = OutputPipe.open();
    try {
      return stdout.isPresent() && stderr.isPresent()
          ? run(command, stdin, stdout.get(), stderr.get())
          : new NotStarted(Errno.TOO_MANY_OPEN_FILES);
    } finally {
      stdout.ifPresent(OutputPipe::close);
      stderr.ifPresent(OutputPipe::close);
    }
  }

  private CommandOutcome run(
      ActionCommand command, int stdin, OutputPipe stdout, OutputPipe stderr) {
    var streams = new Streams(stdin, stdout.writeEnd(), stderr.writeEnd());
    Spawn.Started started = start(command.script(), command.arguments(), streams);
    if (started.errno() != 0) {
      return new NotStarted(PATH + ": " + Errno.text(started.errno()));
    }
    stdout.closeWriteEnd();
    stderr.closeWriteEnd();
    try (var process = new ShellProcess(started.pid(), stdout, stderr)) {
      return process.await(command.timeout());
    }
  }
}
