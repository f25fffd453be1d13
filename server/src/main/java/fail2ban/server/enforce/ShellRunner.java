package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.log.Logs;
import java.time.Duration;
import java.util.List;

/**
 * Runs each command as {@code /bin/sh -c SCRIPT ARGUMENT…} and tells the log how it went. The
 * calling thread must not be a virtual one. Safe on any number of threads at once.
 */
public final class ShellRunner implements CommandRunner {

  private final Shell shell;
  private final CommandReport report;

  /**
   * @param logs gets the module {@code utils}, under which fail2ban reports commands
   */
  public ShellRunner(ChildEnvironment environment, Logs logs) {
    this.shell = new Shell(environment);
    this.report = new CommandReport(logs.named("utils"));
  }

  @Override
  public CommandOutcome run(ActionCommand command) {
    CommandOutcome outcome = shell.run(command);
    report.write(command, outcome);
    return outcome;
  }

  /**
   * Runs an empty script and says nothing. The first command costs the JVM some 100 ms of linking;
   * on a thread of its own at the server's start this keeps the first ban from paying for it.
   */
  public void warmUp() {
    shell.run(new ActionCommand(":", List.of(), Duration.ofMinutes(1)));
  }

  Shell shell() {
    return shell;
  }

  CommandReport report() {
    return report;
  }
}
