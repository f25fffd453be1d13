package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.Operation;
import fail2ban.engine.address.FailureId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an action has put in place for one family: chains, sets, tables. Used only by the thread
 * that works for the action.
 */
final class Environment {

  private boolean started;
  private boolean startFailed;
  private boolean holdsBans;
  private Optional<ActionCommand> startedBy = Optional.empty();
  private boolean everLost;
  private final Set<FailureId> bannedSinceLost = new HashSet<>();

  /** Whose ban failed while the environment stood; the second set is to be tried again. */
  private final Set<FailureId> failed = new HashSet<>();

  private final Set<FailureId> failedBefore = new HashSet<>();

  void started(Optional<ActionCommand> by) {
    started = true;
    startFailed = false;
    startedBy = by;
  }

  void startFailed() {
    started = false;
    startFailed = true;
  }

  void stopped() {
    started = false;
    startFailed = false;
    holdsBans = false;
    startedBy = Optional.empty();
  }

  void banned(FailureId id) {
    holdsBans = true;
    forgetFailure(id);
    if (everLost) {
      bannedSinceLost.add(id);
    }
  }

  void unbanned(FailureId id) {
    bannedSinceLost.remove(id);
    forgetFailure(id);
  }

  /** The ban is not in force, though the offender counts as banned. */
  void failed(Operation operation, FailureId id) {
    if (operation == Operation.BAN || operation == Operation.REBAN) {
      failed.add(id);
    }
  }

  /** From now on a ban that failed is lost like one that was swept away. */
  void giveFailedAnotherTry() {
    failedBefore.addAll(failed);
    failed.clear();
  }

  private void forgetFailure(FailureId id) {
    failed.remove(id);
    failedBefore.remove(id);
  }

  void flushed() {
    holdsBans = false;
    bannedSinceLost.clear();
    failed.clear();
    failedBefore.clear();
  }

  /** Something or someone took it away; what was banned before is to be banned again when asked. */
  void lost() {
    everLost = true;
    bannedSinceLost.clear();
  }

  boolean isStarted() {
    return started;
  }

  /** A start that failed may have put some of it in place, and bans that followed may hold. */
  boolean mayStand() {
    return started || startFailed;
  }

  boolean hasFailedToStart() {
    return startFailed;
  }

  boolean holdsBans() {
    return holdsBans;
  }

  /**
   * True if a ban of this id was carried out before the environment was lost, or has failed. Who
   * was taken out of an environment that stands is not lost: somebody wanted that.
   */
  boolean hasLost(FailureId id) {
    return failedBefore.contains(id) || (everLost && !bannedSinceLost.contains(id));
  }

  /** True if this very command started it, so that it need not run again for another family. */
  boolean wasStartedBy(Optional<ActionCommand> command) {
    return started && startedBy.equals(command);
  }
}
