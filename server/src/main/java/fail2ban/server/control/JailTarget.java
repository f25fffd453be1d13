package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.server.jail.BadSettingException;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.RunningJail;

/** What {@code set JAIL …} changes: a jail, or the plan of one that a reload prepares. */
interface JailTarget {

  String name();

  JailSettings settings();

  void change(JailSettings changed) throws CommandFailure;

  /** Calls a method of an action. */
  Value call(String action, String method) throws CommandFailure;

  /** A jail itself: a change shows at once. */
  record Live(RunningJail jail) implements JailTarget {

    @Override
    public String name() {
      return jail.name();
    }

    @Override
    public JailSettings settings() {
      return jail.settings();
    }

    @Override
    public void change(JailSettings changed) throws CommandFailure {
      try {
        jail.change(changed);
      } catch (BadSettingException e) {
        throw failure(e);
      }
    }

    @Override
    public Value call(String action, String method) throws CommandFailure {
      return ActionMethods.call(jail, action, method);
    }
  }

  static CommandFailure failure(BadSettingException bad) {
    return switch (bad.kind()) {
      case MISSING_FILE -> CommandFailure.missingFile(bad.text());
      case BACKEND -> CommandFailure.impossible(bad.text());
    };
  }
}
