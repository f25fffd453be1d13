package fail2ban.server.enforce;

/**
 * Says when an action falls behind: once at a thousand waiting requests, again at each doubling,
 * and anew after it has caught up. Guarded by its owner.
 */
final class Backlog {

  private static final int WORTH_A_WORD = 1000;

  private final ActionLog log;
  private int next = WORTH_A_WORD;

  Backlog(ActionLog log) {
    this.log = log;
  }

  void grown(int waiting) {
    if (waiting >= next) {
      next *= 2;
      log.behind(waiting);
    }
  }

  void shrunk(int waiting) {
    if (waiting == 0) {
      next = WORTH_A_WORD;
    }
  }
}
