package fail2ban.server.report;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.log.Severity;
import java.time.Duration;

/** What the bans of a jail and their actions say. */
public record BanWording() {

  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATE = Duration.ofSeconds(60);

  public Message banTime(long seconds) {
    return message(Severity.INFO, "  banTime: " + seconds);
  }

  public Message ban(String jail, FailureId id) {
    return notice("[" + jail + "] Ban " + Wording.id(id));
  }

  public Message restored(String jail, FailureId id) {
    return notice("[" + jail + "] Restore Ban " + Wording.id(id));
  }

  /** Its time was up, or somebody asked for it. */
  public Message unban(String jail, FailureId id) {
    return notice("[" + jail + "] Unban " + Wording.id(id));
  }

  /** Lifted because the jail stops; the ban comes back with it. */
  public Message repealed(String jail, FailureId id) {
    return notice("[%s] Repeal Ban %s".formatted(jail, Wording.id(id)));
  }

  public Message reban(String jail, FailureId id) {
    return notice("[%s] Reban %s".formatted(jail, Wording.id(id)));
  }

  public Message reban(String jail, FailureId id, String action) {
    return notice("[%s] Reban %s, action '%s'".formatted(jail, Wording.id(id), action));
  }

  public Message flushed(String jail, String action) {
    return notice("[%s] Flush ticket(s) with %s".formatted(jail, action));
  }

  /** The later it comes after the ban, the more it looks as if the ban had no effect. */
  public Message alreadyBanned(String jail, FailureId id, Duration sinceBan) {
    Severity severity =
        sinceBan.compareTo(SOON) < 0
            ? Severity.DEBUG
            : sinceBan.compareTo(LATE) < 0 ? Severity.NOTICE : Severity.WARNING;
    return message(severity, "[%s] %s already banned".formatted(jail, Wording.id(id)));
  }

  public Message expired(String jail, FailureId id) {
    return message(
        Severity.INFO, "[%s] Ignore %s, expired bantime".formatted(jail, Wording.id(id)));
  }

  public Message notBanned(FailureId id) {
    return message(Severity.MSG, Wording.id(id) + " is not banned");
  }

  /**
   * @param what {@code ban}, {@code unban} or {@code reban}
   * @param info fail2ban's rendering of what the action was told
   */
  public Message actionFailed(String what, String jail, String action, String info, String error) {
    return message(
        Severity.ERROR,
        "Failed to execute %s jail '%s' action '%s' info '%s': %s"
            .formatted(what, jail, action, info, error));
  }

  public Message startFailed(String jail, String action, String error) {
    return message(
        Severity.ERROR, "Failed to start jail '%s' action '%s': %s".formatted(jail, action, error));
  }

  public Message stopFailed(String jail, String action, String error) {
    return message(
        Severity.ERROR, "Failed to stop jail '%s' action '%s': %s".formatted(jail, action, error));
  }

  /**
   * @param now bans of this round
   * @param total bans since the jail began
   * @param inForce bans in force
   */
  public Message banned(String jail, int now, long total, int inForce) {
    return message(
        Severity.DEBUG,
        "Banned %d / %d, %d ticket(s) in '%s'".formatted(now, total, inForce, jail));
  }

  public Message unbanned(String jail, int now, int inForce) {
    return message(
        Severity.DEBUG, "Unbanned %d, %d ticket(s) in '%s'".formatted(now, inForce, jail));
  }

  private static Message notice(String text) {
    return message(Severity.NOTICE, text);
  }

  private static Message message(Severity severity, String text) {
    return new Message("actions", severity, text);
  }
}
