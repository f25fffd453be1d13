package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.text.Problem;
import java.util.List;

/**
 * A configuration as read. Immutable.
 *
 * @param commands in the order in which they are to be executed; if fatal, only to be shown
 * @param problems in the order in which they were met, each once
 * @param early set even if fatal, then perhaps only by defaults
 * @param fatal true if nothing may be started or reloaded with this
 */
public record ReadResult(
    List<Command> commands, List<Problem> problems, EarlyOptions early, boolean fatal) {
  public ReadResult {
    commands = List.copyOf(commands);
    problems = problems.stream().distinct().toList();
  }

  /** The commands alone, as they are printed and sent. */
  public List<Value.Sequence> stream() {
    return commands.stream().map(Command::words).toList();
  }

  /** 0, or 255 as fail2ban's programs end on every failure. */
  public int exitCode() {
    return fatal ? 255 : 0;
  }
}
