package fail2ban.server.control;

import fail2ban.engine.log.Log;

/**
 * Tells once that no connection can be accepted, as when all descriptors are used up, and once that
 * it can again. Trouble that comes and goes is one trouble. Belongs to the accepting thread.
 */
final class AcceptTroubles {

  /** So many connections in a row end a trouble. */
  private static final int UNTROUBLED = 20;

  private final Log log;
  private int untilOver;
  private long attempts;

  AcceptTroubles(Log log) {
    this.log = log;
  }

  void failed(Throwable problem) {
    if (untilOver == 0) {
      log.error(
          "Accept failed: "
              + problem.getMessage()
              + "; clients wait until it works again, which is tried without end");
    }
    untilOver = UNTROUBLED;
    attempts++;
  }

  void accepted() {
    if (untilOver == UNTROUBLED && attempts > 0) {
      log.notice("Connections are accepted again, after " + attempts + " failed attempts");
      attempts = 0;
    }
    untilOver = Math.max(0, untilOver - 1);
  }
}
