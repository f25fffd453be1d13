package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Output;
import fail2ban.server.enforce.direct.DirectCommand;
import fail2ban.server.enforce.direct.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Runs commands as the shell would, but tells {@code nft} and {@code ipset} directly what is plain
 * enough. Only success is ever taken from there: what fails is run again by the shell, whose output
 * and exit status count, so that a failure looks the same on both ways. Safe on any number of
 * threads at once, none of them virtual.
 */
public final class DirectRunner implements CommandRunner, AutoCloseable {

  private static final CommandOutcome SUCCESS = new Exited(0, Output.NONE);

  private final ShellRunner shell;
  private volatile boolean enabled = true;

  public DirectRunner(ShellRunner shell) {
    this.shell = shell;
  }

  /** {@code directcommands}: without it every command goes to the shell. */
  public void enable(boolean wanted) {
    enabled = wanted;
  }

  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public CommandOutcome run(ActionCommand command) {
    return shell.run(command);
  }

  @Override
  public boolean joins(ActionCommand command) {
    return direct(command).filter(Transaction::takes).isPresent();
  }

  @Override
  public boolean runTogether(List<ActionCommand> commands) {
    List<DirectCommand> direct =
        commands.stream().map(this::direct).flatMap(Optional::stream).toList();
    if (direct.size() < commands.size()) {
      return false;
    }
    boolean done =
        Transaction.of(direct).filter(all -> carriedOut(all, commands.getFirst())).isPresent();
    if (done) {
      commands.forEach(command -> shell.report().write(command, SUCCESS));
    }
    return done;
  }

  @Override
  public void close() {}

  private Optional<DirectCommand> direct(ActionCommand command) {
    return enabled ? DirectCommand.of(command) : Optional.empty();
  }

  private boolean carriedOut(Transaction transaction, ActionCommand one) {
    var all = new ActionCommand(transaction.script(), List.of(), one.timeout());
    return shell.shell().run(all, transaction.input()).succeeded();
  }
}
