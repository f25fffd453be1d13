package fail2ban.server.enforce;

import fail2ban.server.enforce.Spawn.Streams;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A tool kept running and told one command after the other. Used by one thread at a time, which
 * waits in the kernel for the answer. If the server dies, the tool meets the end of its input and
 * ends as well.
 */
final class Coprocess implements AutoCloseable {

  /** What came of a command. */
  sealed interface Answer {

    record Succeeded() implements Answer {}

    /** The tool complained, so it changed nothing. */
    record Refused() implements Answer {}

    /** The tool ended before it had answered. */
    record Gone() implements Answer {}

    /** There was no answer in time, and the tool has been ended. */
    record TimedOut(CommandOutcome outcome) implements Answer {}
  }

  private static final Duration PATIENCE_AT_END = Duration.ofMillis(300);
  private static final int BUFFER = 4096;

  private final Dialect dialect;
  private final int pid;
  private final OutputPipe commands;
  private final OutputPipe stdout;
  private final OutputPipe stderr;
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private long requests;

  private Coprocess(
      Dialect dialect, int pid, OutputPipe commands, OutputPipe stdout, OutputPipe stderr) {
    this.dialect = dialect;
    this.pid = pid;
    this.commands = commands;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Empty if there is no process or no descriptor to be had. */
  static Optional<Coprocess> start(Dialect dialect, Shell shell) {
    List<OutputPipe> pipes =
        List.of(1, 2, 3).stream().map(_ -> OutputPipe.open()).flatMap(Optional::stream).toList();
    if (pipes.size() == 3) {
      var started = start(dialect, shell, pipes.get(0), pipes.get(1), pipes.get(2));
      if (started.isPresent()) {
        return started;
      }
    }
    pipes.forEach(OutputPipe::close);
    return Optional.empty();
  }

  private static Optional<Coprocess> start(
      Dialect dialect, Shell shell, OutputPipe commands, OutputPipe stdout, OutputPipe stderr) {
    var streams = new Streams(commands.readEnd(), stdout.writeEnd(), stderr.writeEnd());
    Spawn.Started started = shell.start(dialect.script(), List.of(), streams);
    if (started.errno() != 0) {
      return Optional.empty();
    }
    commands.closeReadEnd();
    stdout.closeWriteEnd();
    stderr.closeWriteEnd();
    return Optional.of(new Coprocess(dialect, started.pid(), commands, stdout, stderr));
  }

  /** How many commands it has been told. */
  long requests() {
    return requests;
  }

  /** Tells the tool a command and waits for its answer. After {@code TimedOut} it is no more. */
  Answer tell(String line, Duration timeout) {
    String marker = "f2bm" + requests++ + "z";
    byte[] request = dialect.request(line, marker).getBytes(StandardCharsets.US_ASCII);
    complaints.reset();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, request);
      return Posix.write(commands.writeEnd(), bytes) == request.length
          ? answer(marker, timeout, arena)
          : new Answer.Gone();
    }
  }

  private Answer answer(String marker, Duration timeout, Arena arena) {
    long deadline = System.nanoTime() + timeout.toNanos();
    var waiting = new PollSet(2, arena);
    MemorySegment buffer = arena.allocate(BUFFER);
    while (stderr.readEnd() != OutputPipe.CLOSED) {
      Optional<Boolean> success =
          dialect.answer(complaints.toString(StandardCharsets.ISO_8859_1), marker);
      if (success.isPresent()) {
        return success.get() ? new Answer.Succeeded() : new Answer.Refused();
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return new Answer.TimedOut(end(Duration.ZERO));
      }
      read(waiting, left, buffer);
    }
    return new Answer.Gone();
  }

  /** What goes to standard output is prompts, read so that they never fill the pipe. */
  private void read(PollSet waiting, long nanos, MemorySegment buffer) {
    int millis = (int) Math.min(Math.ceilDiv(nanos, 1_000_000), Integer.MAX_VALUE);
    waiting.poll(millis, stdout.readEnd(), stderr.readEnd());
    if (waiting.isReady(0)) {
      stdout.take(buffer);
    }
    if (waiting.isReady(1)) {
      complaints.writeBytes(stderr.take(buffer));
    }
  }

  /** Ends the tool, kindly at first. */
  @Override
  public void close() {
    end(PATIENCE_AT_END);
  }

  private CommandOutcome end(Duration patience) {
    commands.closeWriteEnd();
    try (var process = new ShellProcess(pid, stdout, stderr)) {
      return process.await(patience);
    } finally {
      stdout.close();
      stderr.close();
    }
  }
}
