package fail2ban.server.enforce;

import java.util.List;

/** How a command ended. */
public sealed interface CommandOutcome {

  /**
   * The beginning of what a command wrote to one stream.
   *
   * @param lines as logged; bytes that are no UTF-8 became U+FFFD
   * @param dropped how many bytes came after what was kept
   */
  record Captured(List<String> lines, long dropped) {
    public static final Captured NOTHING = new Captured(List.of(), 0);

    public Captured {
      lines = List.copyOf(lines);
    }
  }

  record Output(Captured stdout, Captured stderr) {
    public static final Output NONE = new Output(Captured.NOTHING, Captured.NOTHING);
  }

  /** It ended by itself; from 129 on shells mean a signal. */
  record Exited(int code, Output output) implements CommandOutcome {}

  /** A signal ended it. */
  record Killed(int signal, Output output) implements CommandOutcome {}

  /** Its time was over, so its whole process group was ended; the signal did it in the end. */
  record TimedOut(int signal, Output output) implements CommandOutcome {}

  /** There was no process: no descriptor, no memory, no shell. */
  record NotStarted(String reason) implements CommandOutcome {}

  default boolean succeeded() {
    return this instanceof Exited(int code, Output _) && code == 0;
  }
}
