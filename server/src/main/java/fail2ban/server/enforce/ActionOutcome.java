package fail2ban.server.enforce;

/** What became of a request to an action. */
public sealed interface ActionOutcome {

  /** Carried out; true as well if the action has no command for it. */
  record Done() implements ActionOutcome {}

  /**
   * Tried, and tried again as far as fail2ban would. Already written to the log.
   *
   * @param reason what the log says, for example {@code Error banning 192.0.2.1}
   */
  record Failed(String reason) implements ActionOutcome {}

  /** Not needed: nothing to undo, undone before it began, or not wanted for a restored ban. */
  record Skipped() implements ActionOutcome {}

  ActionOutcome DONE = new Done();
  ActionOutcome SKIPPED = new Skipped();
}
