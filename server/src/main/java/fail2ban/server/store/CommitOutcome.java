package fail2ban.server.store;

/** What became of a commit. The jail enforces its bans either way. */
public sealed interface CommitOutcome {

  /** It is in the file, whole; a crash of this process no longer loses it. */
  record Committed() implements CommitOutcome {}

  /**
   * It is not in the file now. The store keeps it and tries again on its own, unless the reason
   * says otherwise.
   *
   * @param reason for the log
   */
  record Failed(String reason) implements CommitOutcome {}

  Committed COMMITTED = new Committed();
}
