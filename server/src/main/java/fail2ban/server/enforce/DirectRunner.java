package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.address.FailureId;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Output;
import fail2ban.server.enforce.Coprocess.Answer;
import fail2ban.server.enforce.direct.DirectCommand;
import fail2ban.server.enforce.direct.DirectCommands;
import fail2ban.server.enforce.direct.Place;
import fail2ban.server.enforce.direct.Tool;
import fail2ban.server.enforce.direct.Transaction;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * Runs commands as the shell would, but tells {@code nft} and {@code ipset} directly what is plain
 * enough. Only success is ever taken from there: what fails is run again by the shell, whose output
 * and exit status count, so that a failure looks the same on both ways. Safe on any number of
 * threads at once, none of them virtual.
 */
public final class DirectRunner implements CommandRunner, AutoCloseable {

  private static final CommandOutcome SUCCESS = new Exited(0, Output.NONE);

  private final ShellRunner shell;
  private final Map<Tool, Attendant> attendants = new EnumMap<>(Tool.class);
  private final TableWatch tables;
  private final DirectCommands recognised = new DirectCommands();
  private volatile boolean enabled = true;

  /**
   * @param threads for the one that waits for news of the firewall's tables
   */
  public DirectRunner(ShellRunner shell, InstantSource clock, ThreadFactory threads) {
    this.shell = shell;
    this.tables = new TableWatch(shell.shell(), threads);
    for (Tool tool : Tool.values()) {
      Dialect.of(tool)
          .map(dialect -> new Attendant(dialect, shell.shell(), clock))
          .ifPresent(attendant -> attendants.put(tool, attendant));
    }
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
    Optional<CommandOutcome> outcome = direct(command).flatMap(plain -> told(plain, command));
    outcome.ifPresent(known -> shell.report().write(command, known));
    return outcome.orElseGet(() -> shell.run(command));
  }

  /** Empty if the shell has to do it. */
  private Optional<CommandOutcome> told(DirectCommand plain, ActionCommand command) {
    return Optional.ofNullable(attendants.get(plain.tool()))
        .flatMap(attendant -> attendant.tell(plain, command.timeout()))
        .flatMap(answer ->
            switch (answer) {
              case Answer.Succeeded _ -> {
                if (plain.tool() == Tool.NFT) {
                  tables.begin();
                }
                yield Optional.of(SUCCESS);
              }
              case Answer.TimedOut(CommandOutcome outcome) -> Optional.of(outcome);
              case Answer.Refused _, Answer.Gone _ -> Optional.empty();
            });
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
  public Optional<Set<FailureId>> held(ActionCommand ban) {
    return recognised.read(ban).map(DirectCommand::place).map(place -> held(place, ban));
  }

  private Set<FailureId> held(Place place, ActionCommand ban) {
    var listing = new ActionCommand(place.listing(), List.of(), ban.timeout());
    return shell.shell().ask(listing) instanceof Exited(int code, Output output) && code == 0
        ? place.held(output.stdout().lines())
        : Set.of();
  }

  @Override
  public Runnable whenTablesGo(Runnable listener) {
    return tables.tell(listener);
  }

  @Override
  public void close() {
    tables.close();
    attendants.values().forEach(Attendant::close);
  }

  private Optional<DirectCommand> direct(ActionCommand command) {
    return enabled ? recognised.read(command) : Optional.empty();
  }

  private boolean carriedOut(Transaction transaction, ActionCommand one) {
    var all = new ActionCommand(transaction.script(), List.of(), one.timeout());
    return shell.shell().run(all, transaction.input()).succeeded();
  }
}
