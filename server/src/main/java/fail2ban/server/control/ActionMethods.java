package fail2ban.server.control;

import fail2ban.engine.action.ActionKind;
import fail2ban.engine.value.Value;
import fail2ban.server.enforce.ActionOutcome;
import fail2ban.server.enforce.JailAction;
import fail2ban.server.jail.RunningJail;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * {@code set JAIL action ACT METHOD}: what can be done with an action as a whole. Bans and their
 * like pass through the jail, which remembers them, and are refused here.
 */
final class ActionMethods {

  /** What can be called of an action in the Python program; listed for tools that ask. */
  static final List<String> NAMES =
      List.of(
          "ban",
          "clearAllParams",
          "consistencyCheck",
          "escapeTag",
          "executeCmd",
          "flush",
          "invalidateBanEpoch",
          "prolong",
          "reban",
          "reload",
          "replaceDynamicTags",
          "replaceTag",
          "start",
          "stop",
          "unban");

  private static final List<String> OF_MAIL = List.of("ban", "reban", "start", "stop", "unban");

  private ActionMethods() {}

  /** What to list of an action. */
  static List<String> of(ActionKind kind) {
    return switch (kind) {
      case SHELL -> NAMES;
      case MAIL -> OF_MAIL;
    };
  }

  /** Returns when the action is done with it: True, as in the Python program. */
  static Value call(RunningJail jail, String name, String method) throws CommandFailure {
    JailAction action =
        jail.action(name)
            .orElseThrow(
                () -> CommandFailure.impossible("Jail '" + jail.name() + "' is not started"));
    return switch (method) {
      case "start" -> result(action.start());
      case "stop" -> result(action.stop());
      case "flush" -> result(action.flush());
      case "consistencyCheck" -> result(action.check());
      case String _ -> throw refused(method);
    };
  }

  static CommandFailure refused(String method) {
    return CommandFailure.impossible(
        "Method '" + method + "' of an action cannot be called by a command");
  }

  private static Value result(CompletionStage<ActionOutcome> outcome) throws CommandFailure {
    return switch (outcome.toCompletableFuture().join()) {
      case ActionOutcome.Done _, ActionOutcome.Skipped _ -> Value.TRUE;
      case ActionOutcome.Failed(String reason) -> throw CommandFailure.impossible(reason);
    };
  }
}
