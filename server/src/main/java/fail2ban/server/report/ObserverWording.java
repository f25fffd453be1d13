package fail2ban.server.report;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.log.Severity;
import java.time.Instant;

/** What the increase of ban times says. */
public record ObserverWording(Wording wording) {

  /**
   * An offender who was banned before fails again.
   *
   * @param bans how many times banned before
   * @param weight how much the failure counts, as Python prints it: {@code 2.0}
   * @param bannedNow whether that is enough for a ban
   */
  public Message foundBad(
      String jail, FailureId id, Instant time, int bans, String weight, boolean bannedNow) {
    return info(
        "[%s] Found %s, bad - %s, %d # -> %s%s"
            .formatted(
                jail, Wording.id(id), wording.time(time), bans, weight, bannedNow ? ", Ban" : ""));
  }

  /**
   * @param bans how many times banned before, lastly at {@code last}
   * @param plain the jail's ban time
   * @param longer what it becomes for this offender
   */
  public Message bad(
      String jail, FailureId id, int bans, Instant last, BanTime plain, BanTime longer) {
    return info(
        "[%s] IP %s is bad: %d # last %s - incr %s to %s"
            .formatted(
                jail,
                Wording.id(id),
                bans,
                wording.time(last),
                TimeSpan.words(plain.seconds()),
                TimeSpan.words(longer.seconds())));
  }

  /**
   * @param bans how many times banned, this one included
   */
  public Message increased(String jail, FailureId id, int bans, BanTime banTime, Instant start) {
    String length = banTime.permanent() ? "permanent" : TimeSpan.words(banTime.seconds());
    String end = banTime.permanent() ? "infinite" : wording.time(banTime.endOf(start));
    return new Message(
        "observer",
        Severity.NOTICE,
        "[%s] Increase Ban %s (%d # %s -> %s)".formatted(jail, Wording.id(id), bans, length, end));
  }

  /**
   * The formula has no value for this offender.
   *
   * @param reason in Python's words
   */
  public Message noBanTime(String jail, FailureId id, String reason) {
    return new Message(
        "observer",
        Severity.ERROR,
        "[%s] The ban time of %s cannot be computed, it is the usual one: %s"
            .formatted(jail, Wording.id(id), reason));
  }

  public Message started() {
    return info("Observer start...");
  }

  public Message stopping(int seconds) {
    return info("Observer stop ... try to end queue " + seconds + " seconds");
  }

  public Message stopped(int left) {
    return info("Observer stopped, " + left + " events remaining.");
  }

  private static Message info(String text) {
    return new Message("observer", Severity.INFO, text);
  }
}
