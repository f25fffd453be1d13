package fail2ban.engine.action;

/** What an action can be asked to do; each is one option of an action file. */
public enum Operation {
  START("actionstart", "start", "starting"),
  STOP("actionstop", "stop", "stopping"),
  CHECK("actioncheck", "check", "checking"),
  REPAIR("actionrepair", "repair", "repairing"),
  BAN("actionban", "ban", "banning"),
  REBAN("actionreban", "reban", "rebanning"),
  PROLONG("actionprolong", "prolong", "prolonging"),
  UNBAN("actionunban", "unban", "unbanning"),
  FLUSH("actionflush", "flush", "flushing"),
  RELOAD("actionreload", "reload", "reloading");

  private final String option;
  private final String verb;
  private final String gerund;

  Operation(String option, String verb, String gerund) {
    this.option = option;
    this.verb = verb;
    this.gerund = gerund;
  }

  /** The name of the option in an action file. */
  public String option() {
    return option;
  }

  /** {@code ban}, as in {@code Failed to execute ban …}. */
  public String verb() {
    return verb;
  }

  /** {@code banning}, as in {@code Error banning …}. */
  public String gerund() {
    return gerund;
  }
}
