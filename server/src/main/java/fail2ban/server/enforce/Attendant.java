package fail2ban.server.enforce;

import fail2ban.server.enforce.Coprocess.Answer;
import fail2ban.server.enforce.direct.DirectCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps one tool at hand: starts it when it is first needed and again when it has ended, and does
 * without it for a while if it does not behave. Safe on any number of threads; who finds it busy
 * for longer than a process of his own would take goes without, so that a command that hangs holds
 * up nobody else's.
 */
final class Attendant implements AutoCloseable {

  private static final Duration BUSY = Duration.ofMillis(10);
  private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
  private static final Duration FIRST_WORDS = Duration.ofSeconds(2);

  /** {@code nft} remembers every line that it has read. */
  private static final long MOST_REQUESTS = 20_000;

  private final Dialect dialect;
  private final Shell shell;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Coprocess> tool = Optional.empty();
  private Instant notBefore = Instant.MIN;
  private boolean closed;

  Attendant(Dialect dialect, Shell shell, InstantSource clock) {
    this.dialect = dialect;
    this.shell = shell;
    this.clock = clock;
  }

  /** Empty if the tool is not to be had now; then it has not been told. */
  Optional<Answer> tell(DirectCommand command, Duration timeout) {
    if (!isMineSoon()) {
      return Optional.empty();
    }
    try {
      return present().map(ready -> tell(ready, command.line(), timeout));
    } finally {
      lock.unlock();
    }
  }

  private boolean isMineSoon() {
    try {
      return lock.tryLock(BUSY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer tell(Coprocess ready, String line, Duration timeout) {
    Answer answer = ready.tell(line, timeout);
    switch (answer) {
      case Answer.Succeeded _, Answer.Refused _ -> {
        if (ready.requests() >= MOST_REQUESTS) {
          dismiss();
        }
      }
      case Answer.Gone _ -> dismiss();
      case Answer.TimedOut _ -> tool = Optional.empty();
    }
    return answer;
  }

  private Optional<Coprocess> present() {
    if (tool.isEmpty() && !closed && !clock.instant().isBefore(notBefore)) {
      tool = Coprocess.start(dialect, shell);
      if (tool.isEmpty() || !understands(tool.get())) {
        notBefore = clock.instant().plus(AFTER_A_FAILURE);
      }
    }
    return tool;
  }

  /** An empty line first: whether this version answers as expected. */
  private boolean understands(Coprocess fresh) {
    Answer answer = tell(fresh, "", FIRST_WORDS);
    if (answer instanceof Answer.Refused) {
      dismiss();
    }
    return answer instanceof Answer.Succeeded;
  }

  private void dismiss() {
    tool.ifPresent(Coprocess::close);
    tool = Optional.empty();
  }

  /** Ends the tool; waits for a command that it is still busy with. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      dismiss();
    } finally {
      lock.unlock();
    }
  }
}
