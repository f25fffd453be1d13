package fail2ban.server.enforce;

import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.Operation;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;

/** What an action has to tell, in fail2ban's words. Immutable. */
final class ActionLog {

  private final String jail;
  private final String action;
  private final Log actions;
  private final Log environment;

  ActionLog(String jail, String action, Logs logs) {
    this.jail = jail;
    this.action = action;
    this.actions = logs.named("actions");
    this.environment = logs.named("CommandAction");
  }

  /** For a command that belongs to no ban, as {@code Error starting action Jail('J')/A: …}. */
  ActionOutcome.Failed failed(Operation operation) {
    return new ActionOutcome.Failed(
        "Error %s action Jail('%s')/%s: 'Script error'"
            .formatted(operation.gerund(), jail, action));
  }

  void failed(Operation operation, ActionOutcome.Failed failure) {
    String what = operation == Operation.FLUSH ? "flush bans in" : operation.verb();
    actions.error(
        "Failed to %s jail '%s' action '%s': %s".formatted(what, jail, action, failure.reason()));
  }

  void failed(Operation operation, ActionTicket ticket, ActionOutcome.Failed failure) {
    actions.error(
        "Failed to execute %s jail '%s' action '%s' info '%s': %s"
            .formatted(operation.verb(), jail, action, ticket.info(), failure.reason()));
  }

  void unexpected(Operation operation, Throwable failure) {
    actions.error(
        "Failed to execute %s jail '%s' action '%s': %s"
            .formatted(operation.verb(), jail, action, failure));
  }

  void reban(ActionTicket ticket) {
    actions.notice("[%s] Reban %s, action '%s'".formatted(jail, ticket.id().text(), action));
  }

  void behind(int waiting) {
    actions.warning(
        "[%s] action '%s' is behind: %d requests wait".formatted(jail, action, waiting));
  }

  void droppedAtStop(long bans) {
    actions.warning(
        "[%s] action '%s' stops with %d requests not begun".formatted(jail, action, bans));
  }

  void noThread(Throwable failure) {
    actions.error("[%s] action '%s' has to wait: %s".formatted(jail, action, failure));
  }

  void environmentLost() {
    environment.error("Invariant check failed. Trying to restore a sane environment");
  }

  void unbanImpossible() {
    environment.error("Invariant check failed. Unban is impossible.");
  }

  void notRestored() {
    environment.write(Severity.CRITICAL, "Unable to restore environment");
  }
}
