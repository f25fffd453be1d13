package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.enforce.CommandOutcome.Captured;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Killed;
import fail2ban.server.enforce.CommandOutcome.NotStarted;
import fail2ban.server.enforce.CommandOutcome.Output;
import fail2ban.server.enforce.CommandOutcome.TimedOut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to the log how a command went, in fail2ban's words: at DEBUG if it succeeded, else at
 * ERROR, each line with a hexadecimal number that all lines of the command share. Safe on any
 * thread.
 */
final class CommandReport {

  private static final int NOT_FOUND = 127;

  private final Log log;
  private final AtomicLong number = new AtomicLong(0x7f00_0000_0000L);

  CommandReport(Log log) {
    this.log = log;
  }

  void write(ActionCommand command, CommandOutcome outcome) {
    Severity severity = outcome.succeeded() ? Severity.DEBUG : Severity.ERROR;
    if (!log.wants(severity)) {
      return;
    }
    String id = Long.toHexString(number.addAndGet(0x10)) + " -- ";
    if (!outcome.succeeded()) {
      log.error(id + "exec: " + text(command));
    }
    for (String line : lines(command, outcome)) {
      log.write(severity, id + line);
    }
    if (outcome instanceof Exited(int code, Output _) && code == NOT_FOUND) {
      log.info(hint(command));
    }
  }

  private static List<String> lines(ActionCommand command, CommandOutcome outcome) {
    return switch (outcome) {
      case Exited(int code, Output output) -> withOutput(output, ended(code));
      case Killed(int signal, Output output) -> withOutput(output, killed(signal, -signal));
      case TimedOut(int signal, Output output) ->
          withOutput(
              output,
              "timed out after " + command.timeout().toSeconds() + " seconds.",
              killed(signal, -signal));
      case NotStarted(String reason) -> List.of("not started: " + reason);
    };
  }

  private static String ended(int code) {
    if (code == 0) {
      return "returned successfully 0";
    }
    return code > 128 ? killed(code - 128, code) : "returned " + code;
  }

  private static String killed(int signal, int code) {
    return "killed with " + Signals.name(signal) + " (return code: " + code + ")";
  }

  private static List<String> withOutput(Output output, String... ending) {
    var lines = new ArrayList<String>();
    add("stdout", output.stdout(), lines);
    add("stderr", output.stderr(), lines);
    lines.addAll(List.of(ending));
    return lines;
  }

  private static void add(String stream, Captured captured, List<String> lines) {
    for (String line : captured.lines()) {
      lines.add(stream + ": '" + line + "'");
    }
    if (captured.dropped() > 0) {
      lines.add(stream + ": " + captured.dropped() + " more bytes were not kept");
    }
  }

  /** A plain script as it is; with arguments as the list of both. */
  private static String text(ActionCommand command) {
    if (command.arguments().isEmpty()) {
      return command.script();
    }
    var words = new ArrayList<>(List.of(command.script()));
    words.addAll(command.arguments());
    return PythonRepr.repr(Value.texts(words));
  }

  private static String hint(ActionCommand command) {
    return "HINT on 127: \"Command not found\".  Make sure that all commands in "
        + PythonRepr.quote(command.script())
        + " are in the PATH of fail2ban-server process (grep -a PATH= /proc/`pidof -x "
        + "fail2ban-server`/environ).";
  }
}
