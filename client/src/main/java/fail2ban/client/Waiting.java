package fail2ban.client;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Waits for a server to come or go, asking it at growing intervals. */
final class Waiting {

  private static final long FIRST_PAUSE = 6;
  private static final long LONG_PAUSE = 100;
  private static final long LONGEST_PAUSE = 500;
  private static final long MOMENT = 1000;
  private static final double PING_SECONDS = 0.5;

  private final Conversation conversation;
  private final long milliseconds;

  /**
   * @param timeout seconds to wait at most
   */
  Waiting(Conversation conversation, double timeout) {
    this.conversation = conversation;
    this.milliseconds = Math.round(timeout * 1000);
  }

  /**
   * @param hope whether the server may still come
   * @return false if it did not come
   */
  boolean untilAlive(BooleanSupplier hope) {
    return until(milliseconds, () -> conversation.alive(PING_SECONDS), hope);
  }

  /** Until nobody answers; the socket's file, which goes last, is given a moment more. */
  boolean untilGone(Path socket) {
    boolean silent = until(milliseconds, () -> !conversation.alive(PING_SECONDS), () -> true);
    until(MOMENT, () -> !Files.exists(socket, LinkOption.NOFOLLOW_LINKS), () -> true);
    return silent;
  }

  private static boolean until(long milliseconds, BooleanSupplier reached, BooleanSupplier hope) {
    long deadline = System.nanoTime() + milliseconds * 1_000_000;
    long pause = FIRST_PAUSE;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || !hope.getAsBoolean()) {
        return false;
      }
      pause(pause);
      pause = pause < LONG_PAUSE ? pause * 2 : LONGEST_PAUSE;
    }
    return true;
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
