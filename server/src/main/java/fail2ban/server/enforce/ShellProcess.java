package fail2ban.server.enforce;

import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Killed;
import fail2ban.server.enforce.CommandOutcome.Output;
import fail2ban.server.enforce.CommandOutcome.TimedOut;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A started command, leader of its process group. One thread waits for its output and its end at
 * once, so that it can never block on a full pipe.
 *
 * <p>The leader's end is taken away only when all is done: until then no other process can get its
 * id, and signals to the group cannot hit a stranger.
 */
final class ShellProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration UNKILLABLE = Duration.ofSeconds(5);

  /** How often to look where the kernel cannot tell of a process's end. */
  private static final int LOOK_MILLIS = 5;

  private static final int BUFFER = 16 * 1024;
  private static final int PIPE_CAPACITY = 64 * 1024;

  private final int pid;
  private final int pidfd;
  private final OutputPipe stdout;
  private final OutputPipe stderr;
  private final Arena arena = Arena.ofConfined();
  private final PollSet waiting = new PollSet(3, arena);
  private final MemorySegment buffer = arena.allocate(BUFFER);

  ShellProcess(int pid, OutputPipe stdout, OutputPipe stderr) {
    this.pid = pid;
    this.pidfd = Posix.pidfd(pid);
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Waits for the end, and brings it about when the time is over. */
  CommandOutcome await(Duration timeout) {
    boolean inTime = endsWithin(timeout);
    if (!inTime) {
      Posix.killGroup(pid, Signals.TERM);
      endsWithin(GRACE);
      Posix.killGroup(pid, Signals.KILL);
      endsWithin(UNKILLABLE);
    }
    readWhatIsLeft();
    return outcome(inTime);
  }

  private boolean endsWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!Posix.hasEnded(pid)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      waitAndRead(left);
    }
    return true;
  }

  private void waitAndRead(long nanos) {
    long millis = pidfd >= 0 ? Math.ceilDiv(nanos, 1_000_000) : LOOK_MILLIS;
    poll((int) Math.min(millis, Integer.MAX_VALUE));
    readIfReady(0, stdout);
    readIfReady(1, stderr);
  }

  /** A process in the background may hold the pipes: take what it wrote so far and leave it. */
  private void readWhatIsLeft() {
    for (int read = 0; read < 2 * PIPE_CAPACITY; read += BUFFER) {
      poll(0);
      boolean out = readIfReady(0, stdout);
      boolean err = readIfReady(1, stderr);
      if (!out && !err) {
        return;
      }
    }
  }

  private void poll(int millis) {
    waiting.poll(millis, stdout.readEnd(), stderr.readEnd(), pidfd);
  }

  private boolean readIfReady(int slot, OutputPipe pipe) {
    boolean ready = waiting.isReady(slot);
    if (ready) {
      pipe.read(buffer);
    }
    return ready;
  }

  private CommandOutcome outcome(boolean inTime) {
    var output = new Output(stdout.captured(), stderr.captured());
    int status = Posix.reap(pid).orElse(Signals.KILL);
    int signal = status & 0x7f;
    if (!inTime) {
      return new TimedOut(signal == 0 ? Signals.TERM : signal, output);
    }
    return signal == 0 ? new Exited(status >> 8 & 0xff, output) : new Killed(signal, output);
  }

  @Override
  public void close() {
    if (pidfd >= 0) {
      Posix.close(pidfd);
    }
    arena.close();
  }
}
