package fail2ban.server.enforce.mail;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.Mail;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.server.enforce.CommandOutcome;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.NotStarted;
import fail2ban.server.enforce.CommandOutcome.Output;
import fail2ban.server.enforce.CommandRunner;
import fail2ban.server.enforce.mail.Post.Delivery.Accepted;
import fail2ban.server.enforce.mail.Post.Delivery.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends mails, and leaves all else to another. Safe on any number of threads at once. */
public final class MailingRunner implements CommandRunner {

  private final CommandRunner commands;
  private final Post post;
  private final Log log;

  /**
   * @param commands runs what is no mail
   * @param clock dates the mails
   */
  public MailingRunner(CommandRunner commands, InstantSource clock, Logs logs) {
    this.commands = commands;
    this.post = new Post(clock);
    this.log = logs.named("smtp");
  }

  @Override
  public CommandOutcome run(ActionCommand command) {
    Optional<Mail> mail = command.mail();
    return mail.isPresent() ? send(mail.get(), command.timeout()) : commands.run(command);
  }

  @Override
  public boolean joins(ActionCommand command) {
    return command.mail().isEmpty() && commands.joins(command);
  }

  @Override
  public boolean runTogether(List<ActionCommand> all) {
    return all.stream().allMatch(command -> command.mail().isEmpty()) && commands.runTogether(all);
  }

  @Override
  public Optional<Set<FailureId>> held(ActionCommand ban) {
    return ban.mail().isEmpty() ? commands.held(ban) : Optional.empty();
  }

  @Override
  public Runnable whenTablesGo(Runnable listener) {
    return commands.whenTablesGo(listener);
  }

  private CommandOutcome send(Mail mail, Duration time) {
    return switch (post.send(mail, time)) {
      case Accepted(List<String> refused) -> {
        if (!refused.isEmpty()) {
          log.warning(mail.title() + ": not taken for " + String.join(", ", refused));
        }
        yield new Exited(0, Output.NONE);
      }
      case Refused(String reason) -> {
        log.error(mail.title() + ": " + reason);
        yield new NotStarted(reason);
      }
    };
  }
}
