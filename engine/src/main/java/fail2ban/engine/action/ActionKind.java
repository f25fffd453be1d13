package fail2ban.engine.action;

/** What carries out an action: the shell its commands, or ourselves what a Python program did. */
public enum ActionKind {
  SHELL,

  /** fail2ban's {@code smtp.py}: tells of starts, stops and bans by mail. */
  MAIL
}
